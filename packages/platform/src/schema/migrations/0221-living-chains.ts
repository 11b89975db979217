import { type Migration, sql } from '@gatehouse/database';

/** An Allow that is taken back ends the chains that live, and goes past none of those that died before. */
export const livingChains: Migration = {
  name: '0221-living-chains',
  async up({ execute }) {
    await execute(
      sql`create index token_families_living on token_families (grant_id) where revoked_at is null`,
    );
  },
};
