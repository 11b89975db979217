import { isVisible } from '../../access/decide.ts';
import { fieldErrors, type Refused, type RestReply } from '../../rest/rest-call.ts';
import { instantFrom } from '../../rest/timestamp.ts';
import { addReader } from '../create-item.ts';
import { areTags, replaceTagsOf } from '../custom-tags/tag-store.ts';
import { itemFacts } from '../path.ts';
import { findPath } from '../path-store.ts';
import { type FreePlace, findNewPlace } from '../placement.ts';
import { placementReply } from '../placement-reply.ts';
import type { Happening } from '../tracking/news-store.ts';
import { trackForOneself } from '../tracking/track.ts';
import { indexedWords } from '../words.ts';
import { changeItem, type Surroundings } from './change-item.ts';
import { type CheckOut, checkOut } from './check-out.ts';
import { type Change, type Denial, denied, isRoot, precondition, rootStays, type Target } from './target.ts';

/** What somebody wants of an item. What is left out stays; what is as it was already takes no right. */
export interface Wishes {
  readonly name?: string | undefined;
  readonly parentId?: number | undefined;
  readonly private?: boolean | undefined;
  readonly description?: string | undefined;
  readonly tracked?: boolean | undefined;
  /** All the custom tags that it is to have. */
  readonly tags?: readonly number[] | undefined;
  /** A time in milliseconds; null gives it back. */
  readonly checkedOutUntil?: number | null | undefined;
}

/** Renames, moves, marks, describes, tracks and checks out: all that is wished, or nothing. */
export async function updateItem(
  house: Surroundings,
  change: Change,
  target: Target,
  wishes: Wishes,
): Promise<Denial | null> {
  const planned = await planUpdate(house, change, target, wishes);
  if ('denial' in planned) return planned.denial;
  await planned.apply();
  return null;
}

/** The same in two steps, where something else may be refused in between. */
export async function planUpdate(
  house: Surroundings,
  change: Change,
  target: Target,
  wishes: Wishes,
): Promise<{ readonly denial: Denial } | { apply(): Promise<void> }> {
  const { item } = target;
  const kept = onlyNew(target, wishes);
  const refused = refusalOf(change, target, kept);
  if (refused !== null) return { denial: refused };
  const stale = precondition(change, item);
  if (stale !== null) return { denial: stale };
  if (isRoot(target) && hasAny(kept, 'name', 'parentId', 'private')) return { denial: rootStays };

  if (kept.tags !== undefined && !(await areTags(change.tx, change.place, kept.tags)))
    return { denial: fieldErrors({ custom_tag_ids: ['are not all tags of this project'] }) };
  const at = await newPlace(change, target, kept);
  if (at !== null && 'denial' in at) return at;
  let out: CheckOut | null = null;
  if (kept.checkedOutUntil !== undefined) {
    const checked = await checkOut(house, change, target, kept.checkedOutUntil);
    if ('denial' in checked) return checked;
    out = checked.set;
  }
  const own = item.created_by === change.place.personId;
  const set = {
    ...(at === null
      ? {}
      : { parent_id: at.parentId, name: at.name, name_key: at.key, namesake: at.namesake }),
    ...(kept.description === undefined ? {} : { description: kept.description }),
    ...(at?.name === undefined && kept.description === undefined
      ? {}
      : { words: indexedWords(change.place, at?.name ?? item.name, kept.description ?? item.description) }),
    ...(kept.private === undefined ? {} : marked(house.clock.now(), kept.private, own)),
    ...out,
  };
  return {
    async apply() {
      const { tracked, ...changed } = kept;
      if (tracked !== undefined) await trackForOneself(house, change, item, tracked);
      if (Object.keys(set).length === 0 && kept.tags === undefined) return;
      await changeItem(house, change, item, set, madeOf(target, changed, at), async () => {
        if (kept.tags !== undefined)
          await replaceTagsOf(change.tx, change.place.companyId, item.id, kept.tags);
        if (kept.private === true) await keepSight(change, item.id);
      });
    },
  };
}

/** Since when it is private; and whether its maker sees it by that alone, which another's word ends. */
export function marked(now: number, isPrivate: boolean, own: boolean) {
  return { private_at: isPrivate ? now : null, creator_reads_since: isPrivate && own ? now : null };
}

/** Whoever hides something from others still sees it: by name, where nothing else lets them. */
export async function keepSight({ tx, place, sight }: Change, id: number): Promise<void> {
  if (isVisible(itemFacts(await findPath(tx, place, id)), sight)) return;
  await addReader(tx, place.companyId, id, place.personId);
}

function onlyNew({ item }: Target, wishes: Wishes): Wishes {
  const kept: { -readonly [Name in keyof Wishes]: Wishes[Name] } = { ...wishes };
  if (kept.name === item.name) delete kept.name;
  if (kept.parentId === item.parent_id) delete kept.parentId;
  if (kept.private === (item.private_at !== null)) delete kept.private;
  if (kept.description === (item.description ?? '')) delete kept.description;
  return kept;
}

function refusalOf(change: Change, { item }: Target, wishes: Wishes): Refused | null {
  const needed = [
    wishes.name !== undefined && ('rename' as const),
    wishes.parentId !== undefined && ('move' as const),
    wishes.private !== undefined && ('set_private' as const),
    (wishes.description !== undefined || wishes.tags !== undefined) && ('describe' as const),
    wishes.tracked !== undefined && ('track' as const),
    wishes.checkedOutUntil !== undefined && ('check_out' as const),
  ].filter((action) => action !== false);
  for (const action of needed) {
    const refused = denied(change, item, action);
    if (refused !== null) return refused;
  }
  return null;
}

async function newPlace(
  change: Change,
  { item }: Target,
  { name, parentId }: Wishes,
): Promise<FreePlace | { readonly denial: Denial } | null> {
  if ((name === undefined && parentId === undefined) || item.parent_id === null) return null;
  const wish = { parentId: parentId ?? item.parent_id, name: name ?? item.name, uniqueName: false };
  const placement = await findNewPlace(change.tx, change, item, wish);
  return placement.kind === 'free' ? placement.at : { denial: placementReply(placement) };
}

function madeOf({ item }: Target, wishes: Wishes, at: FreePlace | null) {
  const { kind } = item;
  const changed = Object.entries(wishes).flatMap(([name, wish]) =>
    name === 'private' || wish === undefined ? [] : [name],
  );
  const moved = at !== null && at.parentId !== item.parent_id;
  return [
    ...(changed.length === 0
      ? []
      : [
          {
            event: `${kind}.updated` as const,
            details: {
              changed: changed.join(' '),
              ...(moved ? { fromParentId: item.parent_id, parentId: at.parentId } : {}),
            },
            what: moved ? ('moved' as const) : whatOf(wishes),
          },
        ]),
    ...(wishes.private === undefined
      ? []
      : [{ event: `${kind}.access_changed` as const, details: { private: wishes.private } }]),
  ];
}

function whatOf(wishes: Wishes): Happening | undefined {
  if (wishes.name !== undefined) return 'renamed';
  return wishes.description === undefined ? undefined : 'described';
}

function hasAny(wishes: Wishes, ...names: (keyof Wishes)[]): boolean {
  return names.some((name) => wishes[name] !== undefined);
}

/** A time at which a check-out ends, as clients send it. */
export function untilOf(
  given: string | null,
): { readonly until: number | null } | { readonly reply: RestReply } {
  if (given === null || given === 'null' || given === '') return { until: null };
  const until = instantFrom(given);
  if (until === undefined)
    return {
      reply: fieldErrors({ checked_out_until: ['must be a time like 2026-01-31T12:00:00Z, or null'] }),
    };
  return { until };
}
