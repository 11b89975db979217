import { type Migration, type MigrationContext, sql } from '@gatehouse/database';

/** Where bytes lie, apart from what they are: one row a stored content, and uploads that are not yet part of a file. */
export const contents: Migration = {
  name: '0008-contents',
  async up(context) {
    await stored(context);
    await uploads(context);
  },
};

async function stored({ createTable, column, schema, execute }: MigrationContext): Promise<void> {
  await createTable('contents')
    .addColumn('location', ...column.textId())
    .addColumn('shared_by', ...column.text())
    .addColumn('sha256', ...column.text())
    .addColumn('size', ...column.integer())
    .addColumn('created_at', ...column.time())
    .addColumn('unused_at', ...column.optional.time())
    .addUniqueConstraint('contents_by_digest', ['shared_by', 'sha256'])
    .execute();
  await execute(
    sql`create index contents_unused on contents (unused_at, location) where unused_at is not null`,
  );
  // Null in versions made before this step, and by nodes that do not know it: their bytes lie under the digest itself.
  await schema
    .alterTable('file_versions')
    .addColumn('location', ...column.optional.text((it) => it.references('contents.location')))
    .execute();
  await schema.createIndex('file_versions_by_location').on('file_versions').column('location').execute();
}

async function uploads({ createTable, column, schema }: MigrationContext): Promise<void> {
  await createTable('uploads')
    .addColumn('id', ...column.textId())
    .addColumn('company_id', ...column.integer((it) => it.references('companies.id')))
    .addColumn('project_id', ...column.optional.integer((it) => it.references('projects.id')))
    .addColumn('person_id', ...column.integer((it) => it.references('people.id')))
    .addColumn('kind', ...column.text())
    .addColumn('plan', ...column.json())
    .addColumn('created_at', ...column.time())
    .addColumn('expires_at', ...column.time())
    .addColumn('completed_at', ...column.optional.time())
    .addColumn('used_at', ...column.optional.time())
    .addColumn('location', ...column.optional.text())
    .addColumn('sha256', ...column.optional.text())
    .addColumn('size', ...column.optional.integer())
    .execute();
  await schema.createIndex('uploads_by_expiry').on('uploads').columns(['expires_at', 'id']).execute();
  await schema.createIndex('uploads_by_location').on('uploads').column('location').execute();
  await createTable('upload_parts')
    .addColumn('upload_id', ...column.text((it) => it.references('uploads.id')))
    .addColumn('company_id', ...column.integer((it) => it.references('companies.id')))
    .addColumn('number', ...column.integer())
    .addColumn('location', ...column.text())
    .addColumn('sha256', ...column.text())
    .addColumn('size', ...column.integer())
    .addColumn('received_at', ...column.time())
    .addPrimaryKeyConstraint('upload_parts_key', ['upload_id', 'number'])
    .execute();
  await schema.createIndex('upload_parts_by_location').on('upload_parts').column('location').execute();
}
