import type { ItemKey } from '../trees/item-key.ts';

/** The name under which an upload is noted for as long as its answer is not known: what was sent, over which file. */
export const sentOver = (file: ItemKey, sha256: string): string => `upload:${file}:${sha256}`;

/** The same for what was sent as a new file. */
export const sentInto = (folder: ItemKey, name: string, sha256: string): string =>
  `upload:${folder}:${name}:${sha256}`;
