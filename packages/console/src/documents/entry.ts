import type { ChildFolder, File, Folder } from '@gatehouse/wire';

export type FolderEntry = ChildFolder & { readonly kind: 'folder' };
export type FileEntry = File & { readonly kind: 'file' };
/** A line of a folder's list. Ids of folders and files never meet. */
export type Entry = FolderEntry | FileEntry;

export type Column = 'name' | 'updated_at' | 'size';
export interface Order {
  readonly by: Column;
  readonly down: boolean;
}

/** What a folder holds, as a list: folders first, then as the reader wants it. */
export function entriesOf(folder: Folder, order: Order, locale: string): Entry[] {
  // The recycle bin has a page of its own.
  const shown = folder.folders.filter((item) => !item.is_recycle_bin);
  const folders = shown.map((item): Entry => ({ ...item, kind: 'folder' }));
  const files = folder.files.map((item): Entry => ({ ...item, kind: 'file' }));
  const compare = comparison(order, locale);
  return [...folders.sort(compare), ...files.sort(compare)];
}

/** `A-2` before `A-10`, and accents as the language has them. Equal values stand by name. */
function comparison({ by, down }: Order, locale: string): (a: Entry, b: Entry) => number {
  const { compare } = new Intl.Collator(locale, { numeric: true });
  const byName = (a: Entry, b: Entry) => compare(a.name, b.name);
  const sign = down ? -1 : 1;
  if (by === 'name') return (a, b) => sign * byName(a, b);
  if (by === 'size') return (a, b) => sign * (sizeOf(a) - sizeOf(b)) || byName(a, b);
  return (a, b) => sign * compare(a.updated_at, b.updated_at) || byName(a, b);
}

function sizeOf(entry: Entry): number {
  return entry.kind === 'file' ? entry.size : 0;
}
