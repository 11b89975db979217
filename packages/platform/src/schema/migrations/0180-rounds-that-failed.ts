import type { Migration } from '@gatehouse/database';

/** How often it failed to tell of a change, and when it is tried again; null where it never failed. */
export const roundsThatFailed: Migration = {
  name: '0180-rounds-that-failed',
  async up({ schema, column }) {
    for (const table of ['resource_events', 'document_news'])
      await schema
        .alterTable(table)
        .addColumn('failures', ...column.optional.integer())
        .execute();
    for (const table of ['resource_events', 'document_news'])
      await schema
        .alterTable(table)
        .addColumn('retry_at', ...column.optional.time())
        .execute();
  },
};
