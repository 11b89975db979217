import { type Migration, sql } from '@gatehouse/database';

/** Finds the dead chains whose time is over without a look at the living. */
export const deadChains: Migration = {
  name: '0050-dead-chains',
  async up({ execute }) {
    await execute(
      sql`create index token_families_dead on token_families (revoked_at) where revoked_at is not null`,
    );
  },
};
