import { type Migration, sql } from '@gatehouse/database';

/** Finds the chains that have come to their end, though nobody shows their tokens again, without a look at the others. */
export const endsOfChains: Migration = {
  name: '0191-ends-of-chains',
  async up({ schema, column, execute }) {
    await schema
      .alterTable('token_families')
      .addColumn('ends_at', ...column.optional.time())
      .execute();
    await execute(sql`create index token_families_ending on token_families (ends_at)
      where ends_at is not null and revoked_at is null`);
    await execute(sql`create index clients_with_limits on clients (client_id)
      where refresh_idle_limit is not null or refresh_absolute_limit is not null`);
  },
};
