import { type Migration, sql } from '@gatehouse/database';

/**
 * What lies in something deleted is deleted by where it lies, and bears no mark of its own: so that a delete or a
 * restore is one row, however much goes with it. Takes the marks of earlier versions away.
 */
export const deletedByPlace: Migration = {
  name: '0185-deleted-by-place',
  async up({ execute }) {
    // What lies directly in a bin knows where it came from; what was purged by itself keeps its mark until it is swept.
    await execute(sql`update documents set deleted_at = null
      where deleted_at is not null and deleted_from is null and recycle_bin_since is null and purged_at is null`);
  },
};
