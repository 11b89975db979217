import { type Migration, type MigrationContext, sql } from '@gatehouse/database';

/** What changes of documents need: revisions, check-outs, a recycle bin, and creates that may be sent twice. */
export const documentWrites: Migration = {
  name: '0006-document-writes',
  async up(context) {
    await items(context);
    await bin(context);
    await trackers(context);
    await creates(context);
  },
};

async function items({ column, schema }: MigrationContext): Promise<void> {
  const add = (name: string, definition: ReturnType<typeof column.optional.integer>) =>
    schema
      .alterTable('documents')
      .addColumn(name, ...definition)
      .execute();
  const person = () => column.optional.integer((it) => it.references('people.id'));
  await add(
    'revision',
    column.integer((it) => it.defaultTo(0)),
  );
  await add('checked_out_by', person());
  await add('checked_out_until', column.optional.time());
  await add('deleted_by', person());
  // No reference: the folder from which something was deleted may be purged before it.
  await add('deleted_from', column.optional.integer());
  await add('recycle_bin_since', column.optional.time());
  await add('purged_at', column.optional.time());
}

async function bin({ execute }: MigrationContext): Promise<void> {
  await execute(
    sql`create unique index documents_recycle_bins on documents (company_id, coalesce(project_id, 0))
      where recycle_bin_since is not null`,
  );
  await execute(
    sql`create index documents_deleted on documents (parent_id, deleted_at, id) where deleted_at is not null`,
  );
  // All that lies in a folder, deleted or not: the others leave out what is deleted.
  await execute(sql`create index documents_by_parent on documents (parent_id, kind)`);
  await execute(sql`create index documents_purged on documents (purged_at) where purged_at is not null`);
}

async function trackers({ createTable, column, schema }: MigrationContext): Promise<void> {
  await createTable('document_trackers')
    .addColumn('company_id', ...column.integer((it) => it.references('companies.id')))
    .addColumn('document_id', ...column.integer((it) => it.references('documents.id')))
    .addColumn('person_id', ...column.integer((it) => it.references('people.id')))
    .addColumn('tracked_at', ...column.time())
    .addPrimaryKeyConstraint('document_trackers_key', ['document_id', 'person_id'])
    .execute();
  await schema
    .createIndex('document_trackers_by_person')
    .on('document_trackers')
    .columns(['company_id', 'person_id'])
    .execute();
}

async function creates({ createTable, column, schema }: MigrationContext): Promise<void> {
  await createTable('document_creates')
    .addColumn('token_hash', ...column.textId())
    .addColumn('company_id', ...column.integer((it) => it.references('companies.id')))
    .addColumn('request_hash', ...column.text())
    .addColumn('document_id', ...column.integer())
    .addColumn('version_id', ...column.optional.integer())
    .addColumn('created_at', ...column.time())
    .execute();
  await schema.createIndex('document_creates_by_time').on('document_creates').column('created_at').execute();
}
