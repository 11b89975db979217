import { type Reader, sql } from '@gatehouse/database';
import type { RawBuilder, SqlBool } from 'kysely';
import { levels } from '../../access/levels.ts';
import { privateItemsOf } from '../../access/visible.ts';
import type { Tables } from '../../schema/tables.ts';
import { maxDepth } from '../path.ts';
import type { Viewer } from '../viewer.ts';

/** What is listed in a folder comes files first, each kind in the order of ids. */
export interface Listed {
  readonly kind: 'folder' | 'file';
  readonly id: number;
}

/** Where a walk stands: the folders on the way to the one that is being listed, and what was listed last of it. */
export interface Walk {
  readonly way: readonly [number, ...number[]];
  readonly after: Listed | null;
}

/** In a tree of empty folders a step lists nothing: so many are gone through at once. */
const mostFolders = 500;

/**
 * The next of what the viewer sees below a folder, and where the walk stands then; null at its end. A folder comes
 * before what is in it, and each step begins where the last one ended: a walk costs what it finds, however it is
 * parted. It goes where items lie as it comes to them, so what is moved meanwhile may come twice, or not at all.
 */
export async function stepBelow(
  tx: Reader<Tables>,
  viewer: Viewer,
  from: Walk,
  most: number,
): Promise<{ readonly ids: readonly number[]; readonly walk: Walk | null }> {
  const ids: number[] = [];
  let way = from.way;
  let after = from.after;
  for (let folders = 0; folders < mostFolders; folders += 1) {
    const listed = await listedIn(tx, viewer, here(way), after, most - ids.length);
    ids.push(...listed.map(({ id }) => id));
    after = listed.at(-1) ?? after;
    if (ids.length >= most) break;
    const next = await nextFolder(tx, viewer, way);
    if (next === null) return { ids, walk: null };
    way = next;
    after = null;
  }
  return { ids, walk: { way, after } };
}

type Way = Walk['way'];

const here = (way: Way): number => way.at(-1) ?? way[0];

/** Of two kinds `file` comes first. */
function inOrder(one: Listed, other: Listed): number {
  if (one.kind !== other.kind) return one.kind === 'file' ? -1 : 1;
  return one.id - other.id;
}

/** The first folder in the one that is listed by now, or the one that follows it, or the one above it. */
async function nextFolder(tx: Reader<Tables>, viewer: Viewer, way: Way): Promise<Way | null> {
  let left = 0;
  for (let above: readonly number[] = way; ; above = above.slice(0, -1)) {
    const [top, ...below] = above;
    if (top === undefined) return null;
    const last = { kind: 'folder', id: left } as const;
    const [next] = above.length < maxDepth ? await listedIn(tx, viewer, below.at(-1) ?? top, last, 1) : [];
    if (next !== undefined) return [top, ...below, next.id];
    left = below.at(-1) ?? 0;
  }
}

async function listedIn(
  tx: Reader<Tables>,
  { place, sight }: Viewer,
  folderId: number,
  after: Listed | null,
  most: number,
): Promise<Listed[]> {
  const viewer = { companyId: place.companyId, personId: place.personId, level: sight };
  const next = (which: RawBuilder<SqlBool>) =>
    tx
      .selectFrom('documents')
      .select(['kind', 'id'])
      .where('company_id', '=', place.companyId)
      .where('deleted_at', 'is', null)
      .where(which)
      .$if(after !== null, (query) => query.where(sql<boolean>`(kind, id) > (${after?.kind}, ${after?.id})`))
      .orderBy('kind')
      .orderBy('id')
      .limit(most)
      .execute();
  const here = sql<SqlBool>`parent_id = ${folderId}`;
  if (sight === levels.None) return [];
  if (sight === levels.Admin) return await next(here);
  // Two lists, each in its order, instead of one that goes through what is hidden. As in the index `documents_open`.
  const open = await next(sql<SqlBool>`${here} and private_at is null`);
  const mine = await next(
    sql<SqlBool>`id in ${privateItemsOf(viewer)} and +parent_id = ${folderId} and +private_at is not null`,
  );
  return [...open, ...mine].sort(inOrder).slice(0, most);
}
