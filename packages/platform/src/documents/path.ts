import type { ItemFacts } from '../access/facts.ts';

/** The way from the root folder down to an item, the item last. Never empty, never broken, nothing deleted on it. */
export type Path = readonly [...above: PathLink[], item: PathLink];

export interface PathLink {
  readonly id: number;
  readonly kind: 'folder' | 'file';
  readonly name: string;
  readonly private: boolean;
  readonly tracked: boolean;
  /** The person who asks is named on the item, singly or in a group. */
  readonly named: boolean;
  /** The person who asks made the item. */
  readonly own: boolean;
  /** And nobody else has said since who may see it. */
  readonly kept: boolean;
}

/** What of a link is told. */
export type ShownLink = Omit<PathLink, 'private' | 'named' | 'own' | 'kept'>;

/** A folder that lies deeper than this cannot be made: every page has to walk all the way up. */
export const maxDepth = 100;

export function itemOf(path: Path): PathLink {
  return path[path.length - 1] as PathLink;
}

/** `Root Folder/Drawings/A-101.pdf` */
export function nameWithPath(path: readonly Pick<PathLink, 'name'>[]): string {
  return path.map((link) => link.name).join('/');
}

/** The nearest tracked folder among an item and those above it, in the form the wire names it. */
export function trackedFolder(
  path: readonly ShownLink[],
): { id: number; name: string; name_with_path: string } | null {
  const place = path.findLastIndex((link) => link.tracked && link.kind === 'folder');
  const folder = path[place];
  if (folder === undefined) return null;
  return { id: folder.id, name: folder.name, name_with_path: nameWithPath(path.slice(0, place + 1)) };
}

/** What `decide` asks about an item; null is an item that is not there. */
export function itemFacts(path: Path | null): ItemFacts | null {
  return path === null ? null : { own: itemOf(path).own, chain: path };
}
