import type { DocumentsScope } from '@gatehouse/client';
import type { Folder } from '@gatehouse/wire';
import { gatehouse } from '../../api/gatehouse.ts';

/** Names that the server takes for one name; enough to find what is there, and the server decides. */
export function sameName(a: string, b: string): boolean {
  return a.normalize('NFC').toLowerCase() === b.normalize('NFC').toLowerCase();
}

/** Finds folders by their way from one folder, making those that are not there; each is looked at once. */
export function folderFinder(place: DocumentsScope, start: number) {
  const seen = new Map<string, Promise<Folder>>();
  const show = (id: number) => gatehouse.folders.show(place, id, { show_latest_file_version_only: true });

  async function step(path: readonly string[]): Promise<Folder> {
    const name = path.at(-1);
    if (name === undefined) return show(start);
    const parent = await find(path.slice(0, -1));
    const there = parent.folders.find((folder) => sameName(folder.name, name));
    if (there !== undefined) return show(there.id);
    return gatehouse.folders.create(place, { name, parent_id: parent.id });
  }

  function find(path: readonly string[]): Promise<Folder> {
    const key = JSON.stringify(path);
    const known = seen.get(key) ?? step(path);
    seen.set(key, known);
    return known;
  }
  return find;
}
