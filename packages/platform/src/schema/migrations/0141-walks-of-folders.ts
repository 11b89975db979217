import { type Migration, sql } from '@gatehouse/database';

/** What lies in a folder is gone through in parts, each beginning behind the last item of the one before. */
export const walksOfFolders: Migration = {
  name: '0141-walks-of-folders',
  async up({ engine, execute }) {
    // Every index of SQLite ends with the id already.
    if (engine === 'sqlite') return;
    await execute(sql`drop index documents_by_parent`);
    await execute(sql`create index documents_by_parent on documents (parent_id, kind, id)`);
  },
};
