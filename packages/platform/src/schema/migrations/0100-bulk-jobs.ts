import { type Migration, sql } from '@gatehouse/database';

/** Rows that are done after their call was answered, and how far they are. */
export const bulkJobs: Migration = {
  name: '0100-bulk-jobs',
  async up({ createTable, column, execute }) {
    await createTable('bulk_jobs')
      .addColumn('id', ...column.textId())
      .addColumn('company_id', ...column.integer((it) => it.references('companies.id')))
      .addColumn('kind', ...column.text())
      .addColumn('bearer', ...column.json())
      .addColumn('origin', ...column.json())
      .addColumn('rows', ...column.json())
      .addColumn('outcomes', ...column.json())
      .addColumn('done', ...column.integer())
      .addColumn('created_at', ...column.time())
      .addColumn('finished_at', ...column.optional.time())
      .execute();
    await execute(sql`create index bulk_jobs_waiting on bulk_jobs (id) where finished_at is null`);
    await execute(
      sql`create index bulk_jobs_finished on bulk_jobs (finished_at) where finished_at is not null`,
    );
  },
};
