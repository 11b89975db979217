import type { Reader } from '@gatehouse/database';
import { levels } from '../../access/levels.ts';
import type { Tables } from '../../schema/tables.ts';
import type { Readers } from '../changes.ts';
import type { Viewer } from '../viewer.ts';
import { type NotedChange, passedNow, readersUntil } from './change-store.ts';

/** Whether the viewer saw an item just before a change of it, and a folder just after. */
export interface SightThen {
  before(change: NotedChange): boolean;
  after(change: NotedChange): boolean;
}

/**
 * Tells of changes whether the viewer saw the item then. Who was named on a private item then is what the
 * next change of its access list says of the time before it; where there was none since, it is what holds now.
 */
export async function sightThen(
  tx: Reader<Tables>,
  viewer: Viewer,
  groups: readonly number[],
  changes: readonly NotedChange[],
): Promise<SightThen> {
  if (viewer.sight === levels.Admin)
    return { before: ({ gates }) => gates !== null, after: ({ gatesAfter }) => gatesAfter !== null };
  const gates = [
    ...new Set(changes.flatMap(({ gates, gatesAfter }) => [...(gates ?? []), ...(gatesAfter ?? [])])),
  ];
  const now = await passedNow(tx, viewer, gates);
  const first = changes[0]?.seq ?? 0;
  const then = Map.groupBy(await readersUntil(tx, viewer, gates, first - 1), ({ id }) => id);
  const passed = (gate: number, seq: number): boolean => {
    const ended = then.get(gate)?.find(({ until }) => until >= seq);
    return ended === undefined ? now.has(gate) : isAmong(ended.readers, viewer, groups);
  };
  return {
    before: ({ gates: before, seq }) => before?.every((gate) => passed(gate, seq)) === true,
    after: ({ gatesAfter, seq }) => gatesAfter?.every((gate) => passed(gate, seq + 1)) === true,
  };
}

function isAmong(
  { people, groups, creator }: Readers,
  { place, sight }: Viewer,
  own: readonly number[],
): boolean {
  return (
    people.includes(place.personId) ||
    groups.some((group) => own.includes(group)) ||
    (creator === place.personId && sight >= levels.Standard)
  );
}
