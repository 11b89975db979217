import { AsyncLocalStorage } from 'node:async_hooks';
import { Readable } from 'node:stream';
import type { Reader } from '@gatehouse/database';
import { makeZip } from 'client-zip';
import { isVisible } from '../../access/decide.ts';
import type { House } from '../../house.ts';
import type { Tables } from '../../schema/tables.ts';
import type { Version } from '../file-store.ts';
import { findItems } from '../listing/index-store.ts';
import { type ShownItem, withSurroundings } from '../listing/shown-items.ts';
import { stepBelow, type Walk } from '../listing/walk-store.ts';
import { numberedName } from '../names.ts';
import { itemFacts } from '../path.ts';
import { findPath } from '../path-store.ts';
import type { Viewer } from '../viewer.ts';
import { countedIn64Bits } from './many-entries.ts';
import { openedAhead } from './opened-ahead.ts';

/** Items that are looked up at once, in a unit of their own: none stays open while somebody downloads. */
const batch = 1_000;

/**
 * All that a viewer sees in a folder, as one stream: in memory is one piece of one file, and a line for each entry.
 * Sight is asked again for every batch, so what is made private meanwhile is left out. Destroy the stream, and the
 * file that is being read is closed.
 */
export function zipFolder(
  { database, blobs, logger }: Pick<House, 'database' | 'blobs' | 'logger'>,
  viewer: Viewer,
  folderId: number,
): Readable {
  const open = new Set<Readable>();
  let stopped = false;
  let count = 0;
  async function* entries() {
    const taken = new Set<string>();
    for await (const { item, content } of openedAhead(itemsIn(database, viewer, folderId), openOne)) {
      if (stopped) return;
      count += 1;
      const name = freePath(taken, pathBelow(item, folderId));
      const lastModified = new Date(item.latest?.createdAt ?? item.updatedAt);
      if (item.latest === null) yield { name: `${name}/`, lastModified };
      else {
        yield { name, lastModified, size: item.latest.size, input: await content() };
      }
    }
  }
  async function openOne(version: Version): Promise<Readable> {
    const reading = await blobs.open(version);
    open.add(reading.once('close', () => open.delete(reading)));
    if (stopped) reading.destroy();
    return reading;
  }
  const zip = Readable.from(
    countedIn64Bits(makeZip(entries()), () => count),
    { objectMode: false },
  );
  zip.once('close', () => {
    stopped = true;
    for (const reading of open) reading.destroy();
  });
  zip.on('error', (error) => logger.warn({ err: error, folderId }, 'a zip broke off'));
  return zip;
}

/** The first pull comes while the unit that answers the call is not yet over, and units do not nest. */
const outside = AsyncLocalStorage.snapshot();

/** Folders before what is in them. What is taken elsewhere meanwhile is left out. */
async function* itemsIn(
  database: House['database'],
  viewer: Viewer,
  folderId: number,
): AsyncGenerator<ShownItem> {
  const below = ({ above }: ShownItem) => above.some(({ id }) => id === folderId);
  for (let at: Walk | null = { way: [folderId], after: null }; at !== null; ) {
    const from: Walk = at;
    const look = async (tx: Reader<Tables>) => {
      if (!isVisible(itemFacts(await findPath(tx, viewer.place, folderId)), viewer.sight)) return null;
      const { ids, walk } = await stepBelow(tx, viewer, from, batch);
      const shown = await withSurroundings(tx, viewer.place.companyId, await findItems(tx, viewer, ids));
      return { items: shown.filter(below), walk };
    };
    const page = await outside(() => database.read(look));
    if (page === null) return;
    yield* page.items;
    at = page.walk;
  }
}

/** The way from the folder down, and nothing that a machine would take for a way elsewhere. */
function pathBelow({ above, name }: ShownItem, folderId: number): string {
  const place = above.findIndex(({ id }) => id === folderId);
  return [...above.slice(place + 1), { name }].map((link) => link.name.replaceAll('\\', '_')).join('/');
}

/** Two items of one name lie side by side only for those who see the hidden one: neither may overwrite the other. */
function freePath(taken: Set<string>, path: string): string {
  let free = path;
  for (let number = 2; taken.has(free); number += 1) free = numberedName(path, number);
  taken.add(free);
  return free;
}
