import type { Reader } from '@gatehouse/database';
import { seesAs } from '../../access/actions.ts';
import { decide, isVisible } from '../../access/decide.ts';
import type { Need } from '../../access/facts.ts';
import { levels } from '../../access/levels.ts';
import { momentOf } from '../../access/moment.ts';
import { loadFacts } from '../../access/snapshot-store.ts';
import { standingOn } from '../../access/standing.ts';
import type { House } from '../../house.ts';
import type { Happened } from '../../mail/mail.ts';
import type { Place } from '../../rest/rest-call.ts';
import type { Tables } from '../../schema/tables.ts';
import { findItems } from '../listing/index-store.ts';
import { itemFacts, itemOf } from '../path.ts';
import { findPath } from '../path-store.ts';
import type { Viewer } from '../viewer.ts';
import { deletedAmong, type Happening } from './news-store.ts';

/** What happened to one item, in words, for one who may see the item at this moment. */
export interface Told {
  readonly documentId: number;
  readonly what: Happening;
  readonly name: string;
  readonly folder: { readonly id: number; readonly name: string; readonly isRoot: boolean };
  readonly personId: number;
}

/**
 * How a person sees the documents of a place at this moment, as if they were signed in; null for those who could not
 * look: gone from the company or the project, without the tool, no user at all.
 */
export async function viewerNow(
  house: Pick<House, 'clock' | 'settings'>,
  tx: Reader<Tables>,
  place: Place,
): Promise<Viewer | null> {
  const { companyId, projectId, personId } = place;
  const loaded = await loadFacts(tx, {
    ...momentOf(house),
    bearer: { kind: 'session', session: { idHash: '', personId } },
    companyId,
    projectId,
    tool: 'documents',
  });
  // Nobody is signed in: it is about what a session would be allowed, were there one.
  const facts = { ...loaded, credential: { kind: 'session', alive: true } } as const;
  const at = projectId === null ? 'company' : 'project';
  const need: Need = { at, tool: 'documents', level: levels['Read Only'], on: 'collection', changes: false };
  if (facts.principal?.kind !== 'user' || !decide(facts, need).allowed) return null;
  const standing = standingOn(facts, need);
  return { place, standing, sight: seesAs(standing) };
}

/**
 * Of what happened, what the viewer may be told now. What is in the recycle bin is told to those who would see it,
 * lay it still where it was deleted from.
 */
export async function toldTo(
  tx: Reader<Tables>,
  viewer: Viewer,
  happened: readonly Happened[],
): Promise<Told[]> {
  const ids = (deleted: boolean) =>
    happened.flatMap(({ documentId, what }) => ((what === 'deleted') === deleted ? [documentId] : []));
  const found = [
    ...(await findItems(tx, viewer, ids(false))),
    ...(await deletedAmong(tx, viewer, ids(true))),
  ];
  const items = new Map(found.map((item) => [item.id, item]));
  const folders = new Map<number, Told['folder'] | null>();
  const told: Told[] = [];
  for (const { documentId, what, personId } of happened) {
    const item = items.get(documentId);
    if (item === undefined || item.parentId === null) continue;
    const known = folders.get(item.parentId);
    const folder = known === undefined ? await folderNow(tx, viewer, item.parentId) : known;
    folders.set(item.parentId, folder);
    if (folder !== null) told.push({ documentId, what, name: item.name, folder, personId });
  }
  return told;
}

async function folderNow(tx: Reader<Tables>, viewer: Viewer, id: number): Promise<Told['folder'] | null> {
  const path = await findPath(tx, viewer.place, id);
  if (path === null || !isVisible(itemFacts(path), viewer.sight)) return null;
  return { id, name: itemOf(path).name, isRoot: path.length === 1 };
}
