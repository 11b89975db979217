import { type Migration, sql } from '@gatehouse/database';

/** What happened to tracked folders and files, until whoever tracks them has been told. */
export const documentNews: Migration = {
  name: '0130-document-news',
  async up({ createTable, column, execute, schema }) {
    await createTable('document_news')
      .addColumn('id', ...column.identity())
      .addColumn('company_id', ...column.integer((it) => it.references('companies.id')))
      .addColumn('project_id', ...column.integer())
      .addColumn('document_id', ...column.integer())
      .addColumn('what', ...column.text())
      .addColumn('person_id', ...column.integer((it) => it.references('people.id')))
      .addColumn('tracked', ...column.text())
      .addColumn('at', ...column.time())
      .execute();
    await schema
      .createIndex('document_news_by_place')
      .on('document_news')
      .columns(['company_id', 'project_id', 'id'])
      .execute();
    // Who made an item tracked, tracks it: until now only those who tracked one that was there were written down.
    await execute(sql`insert into document_trackers (company_id, document_id, person_id, tracked_at)
      select company_id, id, created_by, tracked_at from documents
      where tracked_at is not null and not exists (
        select 1 from document_trackers tracker where tracker.document_id = documents.id)`);
  },
};
