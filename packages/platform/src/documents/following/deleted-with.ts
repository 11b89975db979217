import type { Reader } from '@gatehouse/database';
import { levels } from '../../access/levels.ts';
import type { Tables } from '../../schema/tables.ts';
import type { Viewer } from '../viewer.ts';
import { wayUp } from '../way-up.ts';
import { passedNow } from './change-store.ts';
import type { Told } from './follow.ts';

/**
 * Marks as deleted what was in a folder that was deleted before the viewer's eyes, where nothing had hidden it from them:
 * what was changed itself before that would seem hidden otherwise. Nothing in the bin changes who sees it.
 */
export async function deletedWith(
  tx: Reader<Tables>,
  viewer: Viewer,
  told: readonly Told[],
): Promise<readonly Told[]> {
  const folders = new Set<number>();
  for (const each of told)
    if (each.kind === 'gone' && each.deleted && each.document === 'folder') folders.add(each.id);
  const left = told.flatMap((each) => (each.kind === 'gone' && !each.deleted ? [each.id] : []));
  if (folders.size === 0 || left.length === 0) return told;
  const items = await tx
    .selectFrom('documents')
    .select(['id', 'parent_id', 'private_at', 'deleted_at'])
    .where('company_id', '=', viewer.place.companyId)
    .where('id', 'in', left)
    .execute();
  // Most lie in a few folders.
  const ways = new Map<number, Awaited<ReturnType<typeof wayUp>>>();
  const below = new Map<number, { id: number; private_at: number | null; deleted_at: number | null }[]>();
  for (const { parent_id, ...item } of items) {
    if (parent_id === null) continue;
    const way = ways.get(parent_id) ?? (await wayUp(tx, viewer.place, parent_id));
    ways.set(parent_id, way);
    const top = way.findIndex(({ id }) => folders.has(id));
    if (top !== -1) below.set(item.id, [item, ...way.slice(0, top)]);
  }
  const gates = [...below.values()].flat().filter(({ private_at }) => private_at !== null);
  const passed = await passedNow(tx, viewer, [...new Set(gates.map(({ id }) => id))]);
  const seesAll = viewer.sight === levels.Admin;
  const wentWith = (id: number) =>
    below
      .get(id)
      ?.every(
        (link) => link.deleted_at === null && (link.private_at === null || seesAll || passed.has(link.id)),
      ) === true;
  return told.map((each) =>
    each.kind === 'gone' && !each.deleted && wentWith(each.id) ? { ...each, deleted: true } : each,
  );
}
