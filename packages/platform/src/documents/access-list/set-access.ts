import { fieldErrors } from '../../rest/rest-call.ts';
import { changeItem, type Surroundings } from '../changing/change-item.ts';
import {
  type Change,
  type Denial,
  denied,
  isRoot,
  precondition,
  rootStays,
  type Target,
} from '../changing/target.ts';
import { keepSight } from '../changing/update-item.ts';
import { knownReaders, replaceReaders } from './reader-store.ts';

export interface Access {
  readonly private: boolean;
  readonly people: readonly number[];
  readonly groups: readonly number[];
}

/** Says who sees an item. Another's word ends what its maker saw by having made it. */
export async function setAccess(
  house: Surroundings,
  change: Change,
  target: Target,
  access: Access,
): Promise<Denial | null> {
  const { item } = target;
  const { tx, place } = change;
  const refused = denied(change, item, 'set_readers') ?? precondition(change, item);
  if (refused !== null) return refused;
  if (isRoot(target)) return rootStays;
  const known = await knownReaders(tx, place.companyId, access);
  if (known.people.length < access.people.length)
    return fieldErrors({ person_ids: ['must be people of this company'] });
  if (known.groups.length < access.groups.length)
    return fieldErrors({ group_ids: ['must be permission groups of this company'] });
  const now = house.clock.now();
  const own = item.created_by === place.personId;
  const set = {
    private_at: access.private ? (item.private_at ?? now) : null,
    creator_reads_since: access.private && own ? now : null,
  };
  const details = {
    private: access.private,
    people: access.people.join(' '),
    groups: access.groups.join(' '),
  };
  const made = { event: `${item.kind}.access_changed` as const, details };
  await changeItem(house, change, item, set, [made], async () => {
    await replaceReaders(tx, place.companyId, item.id, access);
    if (access.private) await keepSight(change, item.id);
  });
  return null;
}
