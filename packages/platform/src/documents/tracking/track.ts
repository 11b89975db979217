import { fieldErrors } from '../../rest/rest-call.ts';
import { knownReaders } from '../access-list/reader-store.ts';
import { changeItem, type Surroundings } from '../changing/change-item.ts';
import { type Change, type Denial, denied, precondition, type Target } from '../changing/target.ts';
import { listStopped, removeStop } from './stop-store.ts';
import { addTrackers, markTracked, removeTrackers } from './tracker-store.ts';

/**
 * `is_tracked` of the wire, inside the change of an item: a person begins and ends it for themselves; a tool's Admin
 * who ends it ends it for all, as the wire has no other word for that.
 */
export async function trackForOneself(
  { clock }: Surroundings,
  change: Change,
  documentId: number,
  tracked: boolean,
): Promise<void> {
  const { companyId, personId } = change.place;
  if (tracked) await removeStop(change.tx, change.place);
  const forAll = denied(change, { created_by: 0 }, 'set_trackers') === null;
  await (tracked
    ? addTrackers(change.tx, companyId, documentId, [personId], clock.now())
    : removeTrackers(change.tx, companyId, documentId, forAll ? { allBut: [] } : { only: personId }));
  await markTracked(change.tx, companyId, documentId, clock.now());
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
  const details = 'people' in wish ? { people: wish.people.join(' ') } : { tracking: wish.tracking };
  const made = { event: `${item.kind}.updated` as const, details: { changed: 'trackers', ...details } };
  const now = house.clock.now();
  await changeItem(house, change, item, {}, [made], async () => {
    const begins = 'people' in wish ? wish.people.includes(personId) : wish.tracking;
    if (begins) await removeStop(tx, place);
    if ('people' in wish) {
      await removeTrackers(tx, companyId, item.id, { allBut: wish.people });
      await addTrackers(tx, companyId, item.id, wish.people, now);
    } else if (wish.tracking) await addTrackers(tx, companyId, item.id, [personId], now);
    else await removeTrackers(tx, companyId, item.id, { only: personId });
    await markTracked(tx, companyId, item.id, now);
  });
  return null;
}
