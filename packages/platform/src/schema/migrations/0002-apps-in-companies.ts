import { type Migration, type MigrationContext, sql } from '@gatehouse/database';

/** Versions, reviews, requests, policies, usage, notices and events: what developers and company admins work with. */
export const appsInCompanies: Migration = {
  name: '0002-apps-in-companies',
  async up(context) {
    await columnsOfEarlierTables(context);
    await versionsAndListings(context);
    await requestsAndPolicies(context);
    await usage(context);
    await noticesAndEvents(context);
  },
};

async function columnsOfEarlierTables({ schema, column }: MigrationContext): Promise<void> {
  const add = (table: string, name: string, definition: ReturnType<typeof column.integer>) =>
    schema
      .alterTable(table)
      .addColumn(name, ...definition)
      .execute();
  await add('apps', 'verification_requested_at', column.optional.time());
  await add('apps', 'sandbox_company_id', column.optional.integer());
  await add('installations', 'app_version_id', column.optional.integer());
  await add('installations', 'uninstalled_by', column.optional.integer());
  await add('service_accounts', 'owner_id', column.optional.integer());
  await add('service_accounts', 'expires_at', column.optional.time());
  await add('service_accounts', 'last_used_at', column.optional.time());
  await add('service_accounts', 'permissions_changed_at', column.optional.time());
  await add('service_accounts', 'unused_noticed_at', column.optional.time());
  await add('service_accounts', 'expiring_noticed_at', column.optional.time());
}

async function versionsAndListings({
  createTable,
  column,
  schema,
  execute,
}: MigrationContext): Promise<void> {
  await createTable('app_versions')
    .addColumn('id', ...column.identity())
    .addColumn('app_id', ...column.integer((it) => it.references('apps.id')))
    .addColumn('semver', ...column.text())
    .addColumn('manifest', ...column.json())
    .addColumn('components', ...column.json())
    .addColumn('status', ...column.text())
    .addColumn('sandbox_key', ...column.text((it) => it.unique()))
    .addColumn('production_key', ...column.optional.text((it) => it.unique()))
    .addColumn('release_notes', ...column.optional.text())
    .addColumn('created_by', ...column.integer((it) => it.references('people.id')))
    .addColumn('created_at', ...column.time())
    .addColumn('promoted_at', ...column.optional.time())
    .addColumn('retired_at', ...column.optional.time())
    .addUniqueConstraint('app_versions_key', ['app_id', 'semver'])
    .execute();
  await createTable('app_collaborators')
    .addColumn('app_id', ...column.integer((it) => it.references('apps.id')))
    .addColumn('person_id', ...column.integer((it) => it.references('people.id')))
    .addColumn('role', ...column.text())
    .addColumn('created_at', ...column.time())
    .addPrimaryKeyConstraint('app_collaborators_key', ['person_id', 'app_id'])
    .execute();
  await schema.createIndex('app_collaborators_by_app').on('app_collaborators').column('app_id').execute();
  // Whoever made an app before there were collaborators is its owner.
  await execute(sql`insert into app_collaborators (app_id, person_id, role, created_at)
    select id, developer_id, 'owner', created_at from apps`);
  await createTable('app_listings')
    .addColumn('app_id', ...column.integer((it) => it.primaryKey().references('apps.id')))
    .addColumn('status', ...column.text())
    .addColumn('tagline', ...column.text())
    .addColumn('about', ...column.text())
    .addColumn('support_email', ...column.optional.text())
    .addColumn('website', ...column.optional.text())
    .addColumn('submitted_at', ...column.optional.time())
    .addColumn('decided_at', ...column.optional.time())
    .addColumn('decided_by', ...column.optional.integer())
    .addColumn('review_note', ...column.optional.text())
    .execute();
}

async function requestsAndPolicies({
  createTable,
  column,
  schema,
  execute,
}: MigrationContext): Promise<void> {
  await createTable('installation_requests')
    .addColumn('id', ...column.identity())
    .addColumn('company_id', ...column.integer((it) => it.references('companies.id')))
    .addColumn('app_id', ...column.integer((it) => it.references('apps.id')))
    .addColumn('person_id', ...column.integer((it) => it.references('people.id')))
    .addColumn('status', ...column.text())
    .addColumn('implicit_since', ...column.optional.time())
    .addColumn('reason', ...column.text())
    .addColumn('created_at', ...column.time())
    .addColumn('decided_at', ...column.optional.time())
    .addColumn('decided_by', ...column.optional.integer())
    .addColumn('answer', ...column.optional.text())
    .execute();
  await schema
    .createIndex('installation_requests_by_company')
    .on('installation_requests')
    .columns(['company_id', 'status', 'id'])
    .execute();
  await execute(sql`create unique index installation_requests_pending
    on installation_requests (company_id, app_id, person_id) where status = 'pending'`);
  await createTable('app_policies')
    .addColumn('company_id', ...column.integer((it) => it.primaryKey().references('companies.id')))
    .addColumn('mode', ...column.text())
    .addColumn('verified_only_since', ...column.optional.time())
    .addColumn('highest_level', ...column.optional.integer())
    .addColumn('updated_by', ...column.integer((it) => it.references('people.id')))
    .addColumn('updated_at', ...column.time())
    .execute();
  await createTable('app_policy_entries')
    .addColumn('company_id', ...column.integer((it) => it.references('companies.id')))
    .addColumn('app_id', ...column.integer((it) => it.references('apps.id')))
    .addColumn('listing', ...column.text())
    .addColumn('created_by', ...column.integer((it) => it.references('people.id')))
    .addColumn('created_at', ...column.time())
    .addPrimaryKeyConstraint('app_policy_entries_key', ['company_id', 'app_id'])
    .execute();
}

async function usage({ createTable, column, schema }: MigrationContext): Promise<void> {
  await createTable('app_usage')
    .addColumn('company_id', ...column.integer())
    .addColumn('app_id', ...column.integer())
    .addColumn('project_id', ...column.integer())
    .addColumn('day', ...column.integer())
    .addColumn('calls', ...column.integer())
    .addColumn('refused', ...column.integer())
    .addColumn('failed', ...column.integer())
    .addPrimaryKeyConstraint('app_usage_key', ['company_id', 'app_id', 'day', 'project_id'])
    .execute();
  await schema.createIndex('app_usage_by_app').on('app_usage').columns(['app_id', 'day']).execute();
  await schema.createIndex('app_usage_by_day').on('app_usage').column('day').execute();
  await createTable('app_users')
    .addColumn('company_id', ...column.integer())
    .addColumn('app_id', ...column.integer())
    .addColumn('person_id', ...column.integer())
    .addColumn('first_used_at', ...column.time())
    .addColumn('last_used_at', ...column.time())
    .addPrimaryKeyConstraint('app_users_key', ['company_id', 'app_id', 'person_id'])
    .execute();
  await schema.createIndex('app_users_by_app').on('app_users').columns(['app_id', 'last_used_at']).execute();
  await createTable('permission_uses')
    .addColumn('company_id', ...column.integer())
    .addColumn('person_id', ...column.integer())
    .addColumn('project_id', ...column.integer())
    .addColumn('tool', ...column.text())
    .addColumn('level', ...column.integer())
    .addColumn('used_at', ...column.time())
    .addPrimaryKeyConstraint('permission_uses_key', [
      'company_id',
      'person_id',
      'project_id',
      'tool',
      'level',
    ])
    .execute();
}

async function noticesAndEvents({ createTable, column, schema, execute }: MigrationContext): Promise<void> {
  await createTable('notices')
    .addColumn('id', ...column.textId())
    .addColumn('person_id', ...column.integer((it) => it.references('people.id')))
    .addColumn('kind', ...column.text())
    .addColumn('data', ...column.json())
    .addColumn('created_at', ...column.time())
    .addColumn('read_at', ...column.optional.time())
    .execute();
  await schema.createIndex('notices_by_person').on('notices').columns(['person_id', 'id']).execute();
  await createTable('app_events')
    .addColumn('id', ...column.textId())
    .addColumn('app_id', ...column.integer((it) => it.references('apps.id')))
    .addColumn('company_id', ...column.integer((it) => it.references('companies.id')))
    .addColumn('event', ...column.text())
    .addColumn('data', ...column.json())
    .addColumn('created_at', ...column.time())
    .execute();
  await schema.createIndex('app_events_by_app').on('app_events').columns(['app_id', 'id']).execute();
  await createTable('event_subscriptions')
    .addColumn('id', ...column.identity())
    .addColumn('app_id', ...column.integer((it) => it.references('apps.id')))
    .addColumn('environment', ...column.text())
    .addColumn('url', ...column.text())
    .addColumn('secret_sealed', ...column.text())
    .addColumn('created_by', ...column.integer((it) => it.references('people.id')))
    .addColumn('created_at', ...column.time())
    .addColumn('removed_at', ...column.optional.time())
    .addColumn('failures', ...column.integer())
    .addColumn('paused_until', ...column.time())
    .execute();
  await schema.createIndex('event_subscriptions_by_app').on('event_subscriptions').column('app_id').execute();
  await createTable('event_deliveries')
    .addColumn('id', ...column.textId())
    .addColumn('event_id', ...column.text((it) => it.references('app_events.id')))
    .addColumn('subscription_id', ...column.integer((it) => it.references('event_subscriptions.id')))
    .addColumn('queued_at', ...column.time())
    .addColumn('attempts', ...column.integer())
    .addColumn('next_attempt_at', ...column.time())
    .addColumn('delivered_at', ...column.optional.time())
    .addColumn('discarded_at', ...column.optional.time())
    .addColumn('last_status', ...column.optional.integer())
    .addColumn('last_error', ...column.optional.text())
    .execute();
  await execute(sql`create index event_deliveries_due
    on event_deliveries (subscription_id, next_attempt_at) where delivered_at is null and discarded_at is null`);
  await schema.createIndex('event_deliveries_by_event').on('event_deliveries').column('event_id').execute();
  await createTable('request_log')
    .addColumn('id', ...column.textId())
    .addColumn('at', ...column.time())
    .addColumn('app_id', ...column.integer((it) => it.references('apps.id')))
    .addColumn('client_id', ...column.text())
    .addColumn('company_id', ...column.optional.integer())
    .addColumn('endpoint', ...column.text())
    .addColumn('status', ...column.integer())
    .addColumn('reason', ...column.text())
    .addColumn('received', ...column.optional.text())
    .addColumn('expected', ...column.optional.text())
    .addColumn('request_id', ...column.text())
    .execute();
  await schema.createIndex('request_log_by_app').on('request_log').columns(['app_id', 'id']).execute();
}
