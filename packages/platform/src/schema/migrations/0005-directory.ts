import { type Migration, type MigrationContext, sql } from '@gatehouse/database';

/** What a directory knows of people and projects beyond their names, invitations, and mails on their way. */
export const directory: Migration = {
  name: '0005-directory',
  async up(context) {
    await mails(context);
    await members(context);
    await projects(context);
    await invitations(context);
  },
};

async function mails({ createTable, column, execute }: MigrationContext): Promise<void> {
  await createTable('mails')
    .addColumn('id', ...column.textId())
    .addColumn('address', ...column.text())
    .addColumn('locale', ...column.text())
    .addColumn('kind', ...column.text())
    .addColumn('data_sealed', ...column.optional.text())
    .addColumn('attempts', ...column.integer())
    .addColumn('queued_at', ...column.time())
    .addColumn('next_attempt_at', ...column.time())
    .addColumn('delivered_at', ...column.optional.time())
    .addColumn('discarded_at', ...column.optional.time())
    .addColumn('last_error', ...column.optional.text())
    .execute();
  await execute(
    sql`create index mails_due on mails (next_attempt_at)
      where delivered_at is null and discarded_at is null`,
  );
}

async function members({ schema, column, execute }: MigrationContext): Promise<void> {
  const add = (name: string, definition: ReturnType<typeof column.optional.text>) =>
    schema
      .alterTable('company_members')
      .addColumn(name, ...definition)
      .execute();
  for (const name of ['first_name', 'last_name', 'name_key', 'employee_id', 'origin_id', 'details'])
    await add(name, column.optional.text());
  for (const name of ['updated_at', 'activated_at', 'welcomed_at']) await add(name, column.optional.time());
  await execute(
    sql`update company_members set name_key =
      (select lower(coalesce(people.first_name || ' ', '') || people.last_name) from people
        where people.id = company_members.person_id)`,
  );
  await schema
    .createIndex('company_members_by_name')
    .on('company_members')
    .columns(['company_id', 'name_key', 'person_id'])
    .execute();
  await execute(
    sql`create unique index company_members_by_origin on company_members (company_id, origin_id)
      where origin_id is not null`,
  );
}

async function projects({ schema, column, execute }: MigrationContext): Promise<void> {
  const add = (name: string, definition: ReturnType<typeof column.optional.text>) =>
    schema
      .alterTable('projects')
      .addColumn(name, ...definition)
      .execute();
  await add('origin_id', column.optional.text());
  await add('details', column.optional.text());
  await add(
    'created_by',
    column.optional.integer((it) => it.references('people.id')),
  );
  await execute(
    sql`create unique index projects_by_origin on projects (company_id, origin_id) where origin_id is not null`,
  );
}

async function invitations({ createTable, column, schema }: MigrationContext): Promise<void> {
  await createTable('invitations')
    .addColumn('id', ...column.identity())
    .addColumn('company_id', ...column.integer((it) => it.references('companies.id')))
    .addColumn('person_id', ...column.integer((it) => it.references('people.id')))
    .addColumn('token_hash', ...column.text())
    .addColumn('created_by', ...column.integer((it) => it.references('people.id')))
    .addColumn('created_at', ...column.time())
    .addColumn('expires_at', ...column.time())
    .addColumn('accepted_at', ...column.optional.time())
    .addColumn('revoked_at', ...column.optional.time())
    .execute();
  await schema.createIndex('invitations_by_token').on('invitations').column('token_hash').execute();
  await schema
    .createIndex('invitations_by_company')
    .on('invitations')
    .columns(['company_id', 'person_id'])
    .execute();
  await schema.createIndex('invitations_by_person').on('invitations').column('person_id').execute();
}
