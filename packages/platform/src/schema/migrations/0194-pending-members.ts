import { type Migration, sql } from '@gatehouse/database';

/**
 * Whom a company has put into its directory is in it once they say so. Whoever is in one by now stays; in a sandbox,
 * which anybody may have, they count as people with an account of their own.
 */
export const pendingMembers: Migration = {
  name: '0194-pending-members',
  async up({ schema, column, execute }) {
    for (const name of ['pending_since', 'joined_at'])
      await schema
        .alterTable('company_members')
        .addColumn(name, ...column.optional.time())
        .execute();
    await execute(
      sql`update company_members set joined_at = created_at
        where company_id in (select id from companies where environment = 'sandbox')`,
    );
  },
};
