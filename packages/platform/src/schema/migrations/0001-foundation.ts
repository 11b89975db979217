import { type Migration, type MigrationContext, sql } from '@gatehouse/database';

/** The tables of schema/tables.ts, noun by noun, each with the indexes its queries name. */
export const foundation: Migration = {
  name: '0001-foundation',
  async up(context) {
    await people(context);
    await companiesAndProjects(context);
    await membersAndLevels(context);
    await appsAndClients(context);
    await installations(context);
    await grantsAndTokens(context);
    await documents(context);
    await records(context);
  },
};

async function people({ createTable, column, schema }: MigrationContext): Promise<void> {
  await createTable('people')
    .addColumn('id', ...column.identity())
    .addColumn('kind', ...column.text())
    .addColumn('name', ...column.text())
    .addColumn('first_name', ...column.optional.text())
    .addColumn('last_name', ...column.text())
    .addColumn('email', ...column.text((it) => it.unique()))
    .addColumn('password_hash', ...column.optional.text())
    .addColumn('locale', ...column.optional.text())
    .addColumn('operator_since', ...column.optional.time())
    .addColumn('created_at', ...column.time())
    .addColumn('deactivated_at', ...column.optional.time())
    .execute();
  await createTable('sessions')
    .addColumn('id_hash', ...column.textId())
    .addColumn('person_id', ...column.integer((it) => it.references('people.id')))
    .addColumn('created_at', ...column.time())
    .addColumn('seen_at', ...column.time())
    .addColumn('expires_at', ...column.time())
    .addColumn('ended_at', ...column.optional.time())
    .addColumn('user_agent', ...column.optional.text())
    .addColumn('address', ...column.text())
    .execute();
  await schema.createIndex('sessions_by_person').on('sessions').column('person_id').execute();
  await schema.createIndex('sessions_by_expiry').on('sessions').column('expires_at').execute();
}

async function companiesAndProjects({ createTable, column, schema }: MigrationContext): Promise<void> {
  await createTable('companies')
    .addColumn('id', ...column.identity())
    .addColumn('name', ...column.text())
    .addColumn('environment', ...column.text())
    .addColumn('user_installs_blocked_at', ...column.optional.time())
    .addColumn('deactivated_at', ...column.optional.time())
    .addColumn('created_at', ...column.time())
    .execute();
  await createTable('projects')
    .addColumn('id', ...column.identity())
    .addColumn('company_id', ...column.integer((it) => it.references('companies.id')))
    .addColumn('name', ...column.text())
    .addColumn('project_number', ...column.optional.text())
    .addColumn('archived_at', ...column.optional.time())
    .addColumn('created_at', ...column.time())
    .addColumn('updated_at', ...column.time())
    .execute();
  await schema.createIndex('projects_by_company').on('projects').columns(['company_id', 'name']).execute();
  await createTable('disabled_tools')
    .addColumn('company_id', ...column.integer((it) => it.references('companies.id')))
    .addColumn('project_id', ...column.integer((it) => it.references('projects.id')))
    .addColumn('tool', ...column.text())
    .addColumn('disabled_at', ...column.time())
    .addPrimaryKeyConstraint('disabled_tools_key', ['company_id', 'project_id', 'tool'])
    .execute();
}

async function membersAndLevels({ createTable, column, schema }: MigrationContext): Promise<void> {
  await createTable('company_members')
    .addColumn('company_id', ...column.integer((it) => it.references('companies.id')))
    .addColumn('person_id', ...column.integer((it) => it.references('people.id')))
    .addColumn('employee_since', ...column.optional.time())
    .addColumn('job_title', ...column.optional.text())
    .addColumn('created_at', ...column.time())
    .addColumn('removed_at', ...column.optional.time())
    .addPrimaryKeyConstraint('company_members_key', ['company_id', 'person_id'])
    .execute();
  await schema
    .createIndex('company_members_by_person')
    .on('company_members')
    .columns(['person_id', 'company_id'])
    .execute();
  await createTable('project_members')
    .addColumn('company_id', ...column.integer((it) => it.references('companies.id')))
    .addColumn('project_id', ...column.integer((it) => it.references('projects.id')))
    .addColumn('person_id', ...column.integer((it) => it.references('people.id')))
    .addColumn('created_at', ...column.time())
    .addPrimaryKeyConstraint('project_members_key', ['company_id', 'project_id', 'person_id'])
    .execute();
  await schema
    .createIndex('project_members_by_person')
    .on('project_members')
    .columns(['company_id', 'person_id', 'project_id'])
    .execute();
  await createTable('company_levels')
    .addColumn('company_id', ...column.integer((it) => it.references('companies.id')))
    .addColumn('person_id', ...column.integer((it) => it.references('people.id')))
    .addColumn('tool', ...column.text())
    .addColumn('level', ...column.integer())
    .addPrimaryKeyConstraint('company_levels_key', ['company_id', 'person_id', 'tool'])
    .execute();
  await createTable('project_levels')
    .addColumn('company_id', ...column.integer((it) => it.references('companies.id')))
    .addColumn('project_id', ...column.integer((it) => it.references('projects.id')))
    .addColumn('person_id', ...column.integer((it) => it.references('people.id')))
    .addColumn('tool', ...column.text())
    .addColumn('level', ...column.integer())
    .addPrimaryKeyConstraint('project_levels_key', ['company_id', 'project_id', 'person_id', 'tool'])
    .execute();
}

async function appsAndClients({ createTable, column, schema }: MigrationContext): Promise<void> {
  await createTable('apps')
    .addColumn('id', ...column.identity())
    .addColumn('name', ...column.text())
    .addColumn('description', ...column.text())
    .addColumn('publisher', ...column.text())
    .addColumn('publisher_verified_at', ...column.optional.time())
    .addColumn('developer_id', ...column.integer((it) => it.references('people.id')))
    .addColumn('created_at', ...column.time())
    .addColumn('suspended_at', ...column.optional.time())
    .execute();
  await createTable('clients')
    .addColumn('client_id', ...column.textId())
    .addColumn('app_id', ...column.optional.integer((it) => it.references('apps.id')))
    .addColumn('environment', ...column.text())
    .addColumn('confidential_since', ...column.optional.time())
    .addColumn('grant_types', ...column.json())
    .addColumn('refresh_grace', ...column.optional.integer())
    .addColumn('epoch', ...column.integer())
    .addColumn('created_at', ...column.time())
    .addColumn('disabled_at', ...column.optional.time())
    .execute();
  await schema.createIndex('clients_by_app').on('clients').column('app_id').execute();
  await createTable('client_secrets')
    .addColumn('id', ...column.textId())
    .addColumn('client_id', ...column.text((it) => it.references('clients.client_id')))
    .addColumn('secret_hash', ...column.text())
    .addColumn('hint', ...column.text())
    .addColumn('created_at', ...column.time())
    .addColumn('expires_at', ...column.optional.time())
    .execute();
  await schema.createIndex('client_secrets_by_client').on('client_secrets').column('client_id').execute();
  await createTable('redirect_uris')
    .addColumn('client_id', ...column.text((it) => it.references('clients.client_id')))
    .addColumn('uri', ...column.text())
    .addPrimaryKeyConstraint('redirect_uris_key', ['client_id', 'uri'])
    .execute();
}

async function installations({ createTable, column, schema }: MigrationContext): Promise<void> {
  await createTable('installations')
    .addColumn('id', ...column.identity())
    .addColumn('company_id', ...column.integer((it) => it.references('companies.id')))
    .addColumn('app_id', ...column.integer((it) => it.references('apps.id')))
    .addColumn('installed_by', ...column.integer((it) => it.references('people.id')))
    .addColumn('installed_at', ...column.time())
    .addColumn('origin', ...column.text())
    .addColumn('disconnected_at', ...column.optional.time())
    .addColumn('uninstalled_at', ...column.optional.time())
    .addUniqueConstraint('installations_key', ['company_id', 'app_id'])
    .execute();
  await createTable('permitted_projects')
    .addColumn('company_id', ...column.integer((it) => it.references('companies.id')))
    .addColumn('app_id', ...column.integer((it) => it.references('apps.id')))
    .addColumn('project_id', ...column.integer((it) => it.references('projects.id')))
    .addPrimaryKeyConstraint('permitted_projects_key', ['company_id', 'app_id', 'project_id'])
    .execute();
  await createTable('service_accounts')
    .addColumn('id', ...column.identity())
    .addColumn('company_id', ...column.integer((it) => it.references('companies.id')))
    .addColumn('person_id', ...column.integer((it) => it.references('people.id').unique()))
    .addColumn('client_id', ...column.text((it) => it.references('clients.client_id')))
    .addColumn('kind', ...column.text())
    .addColumn('name', ...column.text())
    .addColumn('created_by', ...column.integer((it) => it.references('people.id')))
    .addColumn('created_at', ...column.time())
    .addColumn('ceased_at', ...column.optional.time())
    .addColumn('ceased_reason', ...column.optional.text())
    .addUniqueConstraint('service_accounts_key', ['client_id', 'company_id'])
    .execute();
  await schema
    .createIndex('service_accounts_by_company')
    .on('service_accounts')
    .column('company_id')
    .execute();
}

async function grantsAndTokens({ createTable, column, schema, execute }: MigrationContext): Promise<void> {
  await createTable('grants')
    .addColumn('id', ...column.textId())
    .addColumn('person_id', ...column.integer((it) => it.references('people.id')))
    .addColumn('client_id', ...column.text((it) => it.references('clients.client_id')))
    .addColumn('created_at', ...column.time())
    .addColumn('last_used_at', ...column.optional.time())
    .addColumn('last_used_from', ...column.optional.text())
    .addColumn('revoked_at', ...column.optional.time())
    .addColumn('revoked_reason', ...column.optional.text())
    .execute();
  // Two tabs that click Allow at the same moment share one grant.
  await execute(
    sql`create unique index grants_alive on grants (person_id, client_id) where revoked_at is null`,
  );
  await createTable('authorization_codes')
    .addColumn('id', ...column.textId())
    .addColumn('code_hash', ...column.text())
    .addColumn('grant_id', ...column.text((it) => it.references('grants.id')))
    .addColumn('client_id', ...column.text((it) => it.references('clients.client_id')))
    .addColumn('redirect_uri', ...column.text())
    .addColumn('redirect_uri_sent', ...column.optional.text())
    .addColumn('code_challenge', ...column.optional.text())
    .addColumn('created_at', ...column.time())
    .addColumn('expires_at', ...column.time())
    .addColumn('redeemed_at', ...column.optional.time())
    .addColumn('wrong_verifiers', ...column.integer())
    .addColumn('family_id', ...column.optional.text())
    .execute();
  await schema
    .createIndex('authorization_codes_by_expiry')
    .on('authorization_codes')
    .column('expires_at')
    .execute();
  await schema
    .createIndex('authorization_codes_by_grant')
    .on('authorization_codes')
    .column('grant_id')
    .execute();
  await createTable('token_families')
    .addColumn('id', ...column.textId())
    .addColumn('grant_id', ...column.text((it) => it.references('grants.id')))
    .addColumn('client_id', ...column.text((it) => it.references('clients.client_id')))
    .addColumn('generation', ...column.integer())
    .addColumn('refresh_hash', ...column.text())
    .addColumn('previous_hash', ...column.optional.text())
    .addColumn('rotated_at', ...column.time())
    .addColumn('repeated_at', ...column.optional.time())
    .addColumn('successor_sealed', ...column.optional.text())
    .addColumn('created_at', ...column.time())
    .addColumn('revoked_at', ...column.optional.time())
    .addColumn('revoked_reason', ...column.optional.text())
    .execute();
  await schema.createIndex('token_families_by_grant').on('token_families').column('grant_id').execute();
  await createTable('revoked_tokens')
    .addColumn('token_id', ...column.textId())
    .addColumn('revoked_at', ...column.time())
    .addColumn('expires_at', ...column.time())
    .execute();
  await schema.createIndex('revoked_tokens_by_expiry').on('revoked_tokens').column('expires_at').execute();
  await createTable('signing_keys')
    .addColumn('kid', ...column.textId())
    .addColumn('algorithm', ...column.text())
    .addColumn('public_jwk', ...column.json())
    .addColumn('private_sealed', ...column.text())
    .addColumn('created_at', ...column.time())
    .addColumn('signs_from', ...column.time())
    .addColumn('published_until', ...column.optional.time())
    .execute();
}

async function documents({ createTable, column, schema, execute }: MigrationContext): Promise<void> {
  await createTable('documents')
    .addColumn('id', ...column.identity())
    .addColumn('company_id', ...column.integer((it) => it.references('companies.id')))
    .addColumn('project_id', ...column.optional.integer((it) => it.references('projects.id')))
    .addColumn('kind', ...column.text())
    .addColumn('parent_id', ...column.optional.integer((it) => it.references('documents.id')))
    .addColumn('name', ...column.text())
    .addColumn('name_key', ...column.text())
    .addColumn('namesake', ...column.integer())
    .addColumn('description', ...column.optional.text())
    .addColumn('private_at', ...column.optional.time())
    .addColumn('tracked_at', ...column.optional.time())
    .addColumn('created_by', ...column.integer((it) => it.references('people.id')))
    .addColumn('created_at', ...column.time())
    .addColumn('updated_at', ...column.time())
    .addColumn('deleted_at', ...column.optional.time())
    .execute();
  await execute(
    sql`create unique index documents_by_name on documents (parent_id, name_key, namesake) where deleted_at is null`,
  );
  await execute(sql`create index documents_by_kind on documents (parent_id, kind) where deleted_at is null`);
  await execute(
    sql`create unique index documents_roots on documents (company_id, coalesce(project_id, 0)) where parent_id is null`,
  );
  await createTable('document_readers')
    .addColumn('company_id', ...column.integer((it) => it.references('companies.id')))
    .addColumn('document_id', ...column.integer((it) => it.references('documents.id')))
    .addColumn('person_id', ...column.integer((it) => it.references('people.id')))
    .addPrimaryKeyConstraint('document_readers_key', ['document_id', 'person_id'])
    .execute();
  await createTable('blobs')
    .addColumn('sha256', ...column.textId())
    .addColumn('size', ...column.integer())
    .addColumn('created_at', ...column.time())
    .execute();
  await createTable('file_versions')
    .addColumn('id', ...column.identity())
    .addColumn('company_id', ...column.integer((it) => it.references('companies.id')))
    .addColumn('document_id', ...column.integer((it) => it.references('documents.id')))
    .addColumn('number', ...column.integer())
    .addColumn('size', ...column.integer())
    .addColumn('sha256', ...column.text((it) => it.references('blobs.sha256')))
    .addColumn('content_type', ...column.text())
    .addColumn('notes', ...column.optional.text())
    .addColumn('created_by', ...column.integer((it) => it.references('people.id')))
    .addColumn('created_at', ...column.time())
    .addUniqueConstraint('file_versions_key', ['document_id', 'number'])
    .execute();
  await schema.createIndex('file_versions_by_blob').on('file_versions').column('sha256').execute();
}

async function records({ createTable, column, schema }: MigrationContext): Promise<void> {
  await createTable('audit_events')
    .addColumn('id', ...column.textId())
    .addColumn('at', ...column.time())
    .addColumn('company_id', ...column.optional.integer())
    .addColumn('event', ...column.text())
    .addColumn('actor_kind', ...column.text())
    .addColumn('actor_id', ...column.optional.text())
    .addColumn('client_id', ...column.optional.text())
    .addColumn('subject', ...column.optional.text())
    .addColumn('details', ...column.json())
    .addColumn('request_id', ...column.text())
    .addColumn('address', ...column.text())
    .execute();
  await schema
    .createIndex('audit_events_by_company')
    .on('audit_events')
    .columns(['company_id', 'id'])
    .execute();
  // One row at most: the primary key is always 1.
  await createTable('set_up_links')
    .addColumn('id', ...column.integer((it) => it.primaryKey()))
    .addColumn('token_hash', ...column.text())
    .addColumn('created_at', ...column.time())
    .addColumn('used_at', ...column.optional.time())
    .execute();
}
