import type { Writer } from '@gatehouse/database';
import type { Origin } from '../../audit/audit.ts';
import type { Place } from '../../rest/rest-call.ts';
import type { Tables } from '../../schema/tables.ts';
import type { Surroundings } from '../changing/change-item.ts';
import type { Stopped } from './stop-link.ts';
import { insertStop } from './stop-store.ts';
import { noteTrackers } from './track.ts';
import { placesTracked, removeTrackers, trackedIn } from './tracker-store.ts';

/**
 * Ends all that somebody tracks in a place, or in every place of a company. They may do so whatever became of them and
 * the place since.
 */
export async function stopTracking(
  house: Surroundings,
  tx: Writer<Tables>,
  origin: Origin,
  { companyId, projectId, personId }: Stopped,
): Promise<void> {
  const projects = projectId === 'all' ? await placesTracked(tx, companyId, personId) : [projectId];
  for (const each of projects) await stopPlace(house, tx, origin, { companyId, projectId: each, personId });
}

async function stopPlace(
  house: Surroundings,
  tx: Writer<Tables>,
  origin: Origin,
  place: Place,
): Promise<void> {
  const { companyId, personId } = place;
  await insertStop(tx, place, house.clock.now());
  for (const item of await trackedIn(tx, place)) {
    await removeTrackers(tx, companyId, item.id, { only: personId });
    await noteTrackers(house, { tx, origin, place }, item, { tracking: false, byMail: true });
  }
}
