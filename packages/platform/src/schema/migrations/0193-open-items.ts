import { type Migration, sql } from '@gatehouse/database';

/**
 * What a folder shows to everybody, and what people see of their own: found without a look at what is hidden beside it.
 * The first index takes the place of one that had the private items among the others.
 */
export const openItems: Migration = {
  name: '0193-open-items',
  async up({ engine, execute }) {
    await execute(sql`drop index documents_by_kind`);
    await execute(sql`create index documents_open on documents (parent_id, kind, id)
      where deleted_at is null and private_at is null`);
    await execute(sql`create index documents_kept on documents (created_by, company_id)
      where creator_reads_since is not null`);
    if (engine !== 'sqlite') return;
    // Otherwise SQLite has no reason to prefer it to the index of all that lies in a folder (0060).
    await execute(
      sql`insert into sqlite_stat1 (tbl, idx, stat) values ('documents', 'documents_open', '500000 9 4 1')`,
    );
    await execute(sql`analyze sqlite_schema`);
  },
};
