import { record } from '../../audit/audit.ts';
import { fieldErrors } from '../../rest/rest-call.ts';
import { knownReaders } from '../access-list/reader-store.ts';
import type { Surroundings } from '../changing/change-item.ts';
import type { Item } from '../changing/item-store.ts';
import { type Change, type Denial, denied, precondition, type Target } from '../changing/target.ts';
import { listStopped, removeStop } from './stop-store.ts';
import { addTrackers, markTracked, removeTrackers } from './tracker-store.ts';

/**
 * `is_tracked` of the wire: a person begins and ends it for themselves; a tool's Admin who ends it ends it for all, as
 * the wire has no other word for that.
 */
export async function trackForOneself(
  house: Surroundings,
  change: Change,
  item: Tracked,
  tracking: boolean,
): Promise<void> {
  const { tx, place } = change;
  const { companyId, personId } = place;
  const forAll = denied(change, { created_by: 0 }, 'set_trackers') === null;
  if (tracking) await begin(house, change, item.id, [personId]);
  else await removeTrackers(tx, companyId, item.id, forAll ? { allBut: [] } : { only: personId });
  await noteTrackers(house, change, item, { tracking });
}

async function begin(
  { clock }: Surroundings,
  { tx, place }: Change,
  id: number,
  people: readonly number[],
): Promise<void> {
  if (people.includes(place.personId)) await removeStop(tx, place);
  await addTrackers(tx, place.companyId, id, people, clock.now());
}

type Tracked = Pick<Item, 'id' | 'kind'>;

/**
 * The end of every change of who tracks an item. That is a matter of people, and may be done by whoever only reads: it
 * moves no revision, no tag and no feed, by which others know that the item is another.
 */
export async function noteTrackers(
  house: Surroundings,
  { tx, origin, place }: Pick<Change, 'tx' | 'origin' | 'place'>,
  { id, kind }: Tracked,
  details: Readonly<Record<string, string | boolean>>,
): Promise<void> {
  const { companyId, projectId } = place;
  await markTracked(tx, companyId, id, house.clock.now());
  await record(house, tx, origin, {
    event: `${kind}.trackers_changed`,
    companyId,
    subject: `${kind}:${id}`,
    details: { projectId, ...details },
  });
}

/** For oneself alone; or who else, as the whole list, which is the Admins' to write. */
export type TrackingWish = { readonly tracking: boolean } | { readonly people: readonly number[] };

/** Says who is told of what happens at or below an item. What they may see of it is asked when they are told. */
export async function setTrackers(
  house: Surroundings,
  change: Change,
  { item }: Target,
  wish: TrackingWish,
): Promise<Denial | null> {
  const { tx, place } = change;
  const { companyId, personId } = place;
  const refused =
    denied(change, item, 'people' in wish ? 'set_trackers' : 'track') ?? precondition(change, item);
  if (refused !== null) return refused;
  if ('people' in wish) {
    const known = await knownReaders(tx, companyId, { people: wish.people, groups: [] });
    if (known.people.length < wish.people.length)
      return fieldErrors({ person_ids: ['must be people of this company'] });
    const stopped = (await listStopped(tx, place)).filter(
      ({ id }) => id !== personId && wish.people.includes(id),
    );
    if (stopped.length > 0) {
      const names = stopped.map(({ name }) => name).join(', ');
      return fieldErrors({ person_ids: [`${names} stopped these mails: only they can begin them again`] });
    }
  }
  if ('people' in wish) {
    await removeTrackers(tx, companyId, item.id, { allBut: wish.people });
    await begin(house, change, item.id, wish.people);
    await noteTrackers(house, change, item, { people: wish.people.join(' ') });
    return null;
  }
  if (wish.tracking) await begin(house, change, item.id, [personId]);
  else await removeTrackers(tx, companyId, item.id, { only: personId });
  await noteTrackers(house, change, item, { tracking: wish.tracking });
  return null;
}
