import type { Readable } from 'node:stream';
import type { Version } from '../file-store.ts';
import type { ShownItem } from '../listing/shown-items.ts';

/** Files no larger than this are in memory as soon as they are open. */
const small = 64 * 1024;
/** So many of them are opened while one is sent: most of the time of a small file goes into waiting for the store. */
const ahead = 16;

interface Opened {
  readonly item: ShownItem;
  /** The bytes of its latest version, which a folder does not have. Asked for once. */
  content(): Promise<Readable>;
}

/** Items in their order, with small files opened before it is their turn. */
export async function* openedAhead(
  items: AsyncIterable<ShownItem>,
  open: (version: Version) => Promise<Readable>,
): AsyncGenerator<Opened> {
  const waiting: Opened[] = [];
  for await (const item of items) {
    waiting.push(opened(item, open));
    const next = waiting.length > ahead ? waiting.shift() : undefined;
    if (next !== undefined) yield next;
  }
  yield* waiting;
}

function opened(item: ShownItem, open: (version: Version) => Promise<Readable>): Opened {
  const { latest } = item;
  const content = async () => {
    if (latest === null) throw new TypeError('A folder has no bytes.');
    return await open(latest);
  };
  if (latest === null || latest.size > small) return { item, content };
  const early = content();
  // Whoever asks for it is told; nobody may ask any more.
  early.catch(() => undefined);
  return { item, content: () => early };
}
