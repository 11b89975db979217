import { type Migration, sql } from '@gatehouse/database';

/** Apps that want to know are told that documents changed: where that is due, who asked for it, and one event a place. */
export const documentHints: Migration = {
  name: '0110-document-hints',
  async up({ schema, column, execute }) {
    await schema
      .alterTable('document_sequences')
      .addColumn('hint_due_at', ...column.optional.time())
      .execute();
    await execute(sql`create index document_sequences_due
      on document_sequences (hint_due_at) where hint_due_at is not null`);
    await schema
      .alterTable('event_subscriptions')
      .addColumn('documents_since', ...column.optional.time())
      .execute();
    await execute(sql`create unique index app_events_of_documents
      on app_events (app_id, company_id, data) where event = 'documents_changed'`);
  },
};
