import type { ItemKey } from '../trees/item-key.ts';

/** The name under which an upload is noted for as long as its answer is not known: what was sent, over which file. */
export const sentOver = (file: ItemKey, sha256: string): string => `upload:${file}:${sha256}`;

/** The same for what was sent as a new file. */
export const sentInto = (folder: ItemKey, name: string, sha256: string): string =>
  `upload:${folder}:${name}:${sha256}`;

/** The same for a new folder. */
export const madeIn = (folder: ItemKey, name: string): string => `make:${folder}:${name}`;

/** Something new that may be there by now: nobody knows, because no answer came. */
export interface Unanswered {
  folder: ItemKey;
  name: string;
  /** Of a file. */
  sha256: string | undefined;
}

/** What such a name says, where it is that of something new. */
export function unansweredOf(note: string): Unanswered | undefined {
  const [, folder, name, sha256] = /^upload:(\d+):(.*):([^:]*)$/s.exec(note) ?? [];
  if (name !== undefined) return { folder: Number(folder), name, sha256 };
  const [, above, made] = /^make:(\d+):(.*)$/s.exec(note) ?? [];
  return made === undefined ? undefined : { folder: Number(above), name: made, sha256: undefined };
}
