import { type Migration, sql } from '@gatehouse/database';

/** Who tracks something in a folder is told of its end: found among what is tracked in a place, not among all in it. */
export const trackedItems: Migration = {
  name: '0186-tracked-items',
  async up({ execute }) {
    await execute(sql`create index documents_tracked on documents (company_id, coalesce(project_id, 0))
      where tracked_at is not null`);
  },
};
