import { type Migration, sql } from '@gatehouse/database';

/** Finds what one person has begun to upload and not used, beside all that others have. */
export const openUploads: Migration = {
  name: '0101-open-uploads',
  async up({ execute }) {
    await execute(
      sql`create index uploads_open on uploads (company_id, person_id, expires_at) where used_at is null`,
    );
  },
};
