import type { Reader, Writer } from '@gatehouse/database';
import type { FastifyRequest } from 'fastify';
import { type DocumentAction, mayDo } from '../../access/actions.ts';
import { isVisible } from '../../access/decide.ts';
import type { Origin } from '../../audit/audit.ts';
import { fieldErrors, type Refused, type RestReply, refuse } from '../../rest/rest-call.ts';
import type { Tables } from '../../schema/tables.ts';
import { itemFacts, type Path } from '../path.ts';
import { findPath } from '../path-store.ts';
import type { Viewer } from '../viewer.ts';
import { findItem, type Item } from './item-store.ts';

/** Who changes something, in which unit, by which request. */
export interface Change extends Viewer {
  readonly tx: Writer<Tables>;
  readonly origin: Origin;
  readonly request: Pick<FastifyRequest, 'headers' | 'url'>;
}

/** Why nothing was changed. */
export type Denial = RestReply | Refused;

/** An item that somebody sees and wants to change: the way to it, and how it is now. */
export interface Target {
  readonly path: Path;
  readonly item: Item;
}

export async function findTarget(
  tx: Reader<Tables>,
  viewer: Viewer,
  id: number,
  kind?: Item['kind'],
): Promise<Target | null> {
  const path = await findPath(tx, viewer.place, id);
  if (path === null || !isVisible(itemFacts(path), viewer.sight)) return null;
  const item = await findItem(tx, viewer.place, id);
  return item === null || (kind !== undefined && item.kind !== kind) ? null : { path, item };
}

/** Whether somebody may do this to an item that they see. */
export function denied(viewer: Viewer, item: Pick<Item, 'created_by'>, action: DocumentAction) {
  const own = item.created_by === viewer.place.personId;
  if (mayDo(viewer.standing, action, own)) return null;
  return refuse(mayDo(viewer.standing, action, true) ? 'not_own_item' : 'level_too_low');
}

/** The root folder stays what it is and where it is. */
export function isRoot({ item }: Target): boolean {
  return item.parent_id === null;
}

export const rootStays: RestReply = fieldErrors({ base: ['The root folder cannot be changed'] });

/** An opaque name of how an item is now; the ETag of its show. */
function revisionOf(item: Pick<Item, 'revision'>): string {
  return String(item.revision);
}

/**
 * RFC 9110 section 13.1.1: a change is made to what its sender has seen, or not at all. The current revision comes
 * along, so that the sender need not ask for it.
 */
export function precondition(
  { request }: Pick<Change, 'request'>,
  item: Pick<Item, 'revision'>,
): RestReply | null {
  const header = request.headers['if-match'];
  if (header === undefined || header.trim() === '*') return null;
  const revision = revisionOf(item);
  const known = header.split(',').map((tag) => tag.trim());
  if (known.includes(`"${revision}"`)) return null;
  const message = 'The item is not as it was when you last saw it';
  return { status: 412, body: { errors: { base: [message] }, revision } };
}
