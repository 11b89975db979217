import type { House } from '../../house.ts';
import { deleteUpload, listExpired } from './upload-store.ts';

const step = 100;

/** Forgets uploads whose time is over, and gives back what no content has become; answers how many. */
export async function expiredUploads({
  blobs,
  clock,
  database,
}: Pick<House, 'blobs' | 'clock' | 'database'>): Promise<number> {
  for (let total = 0; ; ) {
    const expired = await database.read((tx) => listExpired(tx, clock.now(), step));
    for (const { id, companyId, plan, isWhole } of expired) {
      const superfluous = await database.write((tx) => deleteUpload(tx, companyId, id));
      for (const location of superfluous) await blobs.remove({ location });
      if (plan.ticket !== null && !isWhole) await blobs.direct?.dropParts(plan.ticket);
    }
    total += expired.length;
    if (expired.length < step) return total;
  }
}
