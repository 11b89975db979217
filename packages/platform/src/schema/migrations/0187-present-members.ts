import { type Migration, sql } from '@gatehouse/database';

/**
 * The people of a company are counted without a look at each of them. By an expression, so that SQLite takes this index
 * for a count that asks for it and for nothing else: it holds everybody, and is no way to find a few.
 */
export const presentMembers: Migration = {
  name: '0187-present-members',
  async up({ execute }) {
    await execute(
      sql`create index company_members_present on company_members (company_id, coalesce(removed_at, 0))`,
    );
  },
};
