import type { Reader } from '@gatehouse/database';
import { fieldErrors } from '../../rest/rest-call.ts';
import type { Tables } from '../../schema/tables.ts';
import { type Denial, denied, findTarget, type Target } from '../changing/target.ts';
import { childNamed } from '../listing/by-path.ts';
import { type FreePlace, findPlacement } from '../placement.ts';
import { placementReply } from '../placement-reply.ts';
import type { Viewer } from '../viewer.ts';

/** A name in a folder, as the address of a PUT says it. */
export interface Address {
  readonly folderId: number;
  readonly name: string;
  readonly private: boolean | undefined;
}

/** The path of a PUT of this name, as it is written where nothing is escaped that need not be. */
export function putPath(prefix: string, { folderId, name }: Address): string {
  return `${prefix}/folders/${folderId}/content/${encodeURIComponent(name)}`;
}

/** All that a PUT asks for, by which its token is known again. */
export function askedByPut(address: Address, contentType: string, sha256: string): unknown {
  return [address, contentType, sha256];
}

/** What a PUT makes: a version of the file that lies there, or a file where none does. */
export type Spot =
  | { readonly kind: 'file'; readonly target: Target }
  | { readonly kind: 'free'; readonly at: FreePlace; readonly isPrivate: boolean }
  | { readonly kind: 'none'; readonly denial: Denial };

/** A file of this name that is hidden from the viewer is not there: theirs comes to lie beside it. */
export async function findSpot(tx: Reader<Tables>, viewer: Viewer, address: Address): Promise<Spot> {
  const child = await childNamed(tx, viewer, address.folderId, address.name);
  const target = child === null ? null : await findTarget(tx, viewer, child.id, 'file');
  if (target !== null) return existing(viewer, target, address);
  const { folderId: parentId, name } = address;
  const wish = { parentId, name, private: address.private, uniqueName: false };
  const placement = await findPlacement(tx, viewer, wish);
  return placement.kind === 'free' ? placement : { kind: 'none', denial: placementReply(placement) };
}

function existing(viewer: Viewer, target: Target, address: Address): Spot {
  const refused = denied(viewer, target.item, 'create_version');
  if (refused !== null) return { kind: 'none', denial: refused };
  // What is meant for few must not end up where many read.
  if (address.private === true && target.item.private_at === null)
    return { kind: 'none', denial: notPrivate };
  return { kind: 'file', target };
}

const notPrivate = fieldErrors({ private: ['is for a new file: one that is not private lies there'] });
