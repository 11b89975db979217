import type { Reader } from '@gatehouse/database';
import { levels } from '../../access/levels.ts';
import type { Tables } from '../../schema/tables.ts';
import type { Readers } from '../changes.ts';
import type { Viewer } from '../viewer.ts';
import { type NotedChange, passedNow, readersUntil } from './change-store.ts';

/**
 * Tells of changes whether the viewer saw the item just before. Who was named on a private item then is what the
 * next change of its access list says of the time before it; where there was none since, it is what holds now.
 */
export async function sightBefore(
  tx: Reader<Tables>,
  viewer: Viewer,
  groups: readonly number[],
  changes: readonly NotedChange[],
): Promise<(change: NotedChange) => boolean> {
  if (viewer.sight === levels.Admin) return (change) => change.gates !== null;
  const gates = [...new Set(changes.flatMap((change) => change.gates ?? []))];
  const now = await passedNow(tx, viewer, gates);
  const first = changes[0]?.seq ?? 0;
  const then = Map.groupBy(await readersUntil(tx, viewer, gates, first - 1), ({ id }) => id);
  const passed = (gate: number, seq: number): boolean => {
    const ended = then.get(gate)?.find(({ until }) => until >= seq);
    return ended === undefined ? now.has(gate) : isAmong(ended.readers, viewer, groups);
  };
  return ({ gates: before, seq }) => before?.every((gate) => passed(gate, seq)) === true;
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
