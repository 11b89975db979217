import { type Migration, sql } from '@gatehouse/database';

/** Hooks of a company or project, what each is told of, what there is to tell, and each on its way to each. */
export const webhooks: Migration = {
  name: '0145-webhooks',
  async up({ createTable, column, execute }) {
    await createTable('webhook_hooks')
      .addColumn('id', ...column.identity())
      .addColumn('company_id', ...column.integer((it) => it.references('companies.id')))
      .addColumn('project_id', ...column.optional.integer((it) => it.references('projects.id')))
      .addColumn('person_id', ...column.integer((it) => it.references('people.id')))
      .addColumn('client_id', ...column.optional.text())
      .addColumn('api_version', ...column.text())
      .addColumn('namespace', ...column.text())
      .addColumn('url', ...column.text())
      .addColumn('authorization_sealed', ...column.optional.text())
      .addColumn('created_at', ...column.time())
      .addColumn('updated_at', ...column.time())
      .addColumn('disabled_at', ...column.optional.time())
      .addColumn('removed_at', ...column.optional.time())
      .addColumn('failures', ...column.integer())
      .addColumn('paused_until', ...column.time())
      .execute();
    await execute(
      sql`create index webhook_hooks_by_company on webhook_hooks (company_id) where removed_at is null`,
    );
    await createTable('webhook_triggers')
      .addColumn('id', ...column.identity())
      .addColumn('company_id', ...column.integer((it) => it.references('companies.id')))
      .addColumn('hook_id', ...column.integer((it) => it.references('webhook_hooks.id')))
      .addColumn('person_id', ...column.integer((it) => it.references('people.id')))
      .addColumn('resource_name', ...column.text())
      .addColumn('event_type', ...column.text())
      .addColumn('created_at', ...column.time())
      .execute();
    await execute(
      sql`create unique index webhook_triggers_of_hook on webhook_triggers (hook_id, resource_name, event_type)`,
    );
    await createTable('resource_events')
      .addColumn('id', ...column.identity())
      .addColumn('ulid', ...column.text())
      .addColumn('company_id', ...column.integer((it) => it.references('companies.id')))
      .addColumn('project_id', ...column.optional.integer())
      .addColumn('resource_name', ...column.text())
      .addColumn('resource_id', ...column.integer())
      .addColumn('event_type', ...column.text())
      .addColumn('person_id', ...column.optional.integer())
      .addColumn('client_id', ...column.optional.text())
      .addColumn('at', ...column.time())
      .addColumn('told_at', ...column.optional.time())
      .execute();
    await execute(sql`create index resource_events_waiting on resource_events (id) where told_at is null`);
    await createTable('webhook_deliveries')
      .addColumn('id', ...column.identity())
      .addColumn('company_id', ...column.integer((it) => it.references('companies.id')))
      .addColumn('hook_id', ...column.integer((it) => it.references('webhook_hooks.id')))
      .addColumn('event_id', ...column.integer((it) => it.references('resource_events.id')))
      .addColumn('queued_at', ...column.time())
      .addColumn('attempts', ...column.integer())
      .addColumn('next_attempt_at', ...column.time())
      .addColumn('started_at', ...column.optional.time())
      .addColumn('delivered_at', ...column.optional.time())
      .addColumn('discarded_at', ...column.optional.time())
      .addColumn('last_status', ...column.optional.integer())
      .addColumn('last_error', ...column.optional.text())
      .execute();
    await execute(sql`create index webhook_deliveries_waiting on webhook_deliveries (hook_id, next_attempt_at)
      where delivered_at is null and discarded_at is null`);
    await execute(sql`create index webhook_deliveries_of_hook on webhook_deliveries (hook_id, id)`);
    await execute(sql`create index webhook_deliveries_of_event on webhook_deliveries (event_id)`);
  },
};
