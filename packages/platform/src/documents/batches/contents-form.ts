import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { VersionContents } from '@gatehouse/wire';
import type { House } from '../../house.ts';
import type { Located } from '../blobs/blob-store.ts';

/**
 * What is fetched while others are sent, as a store in the network takes its time for each: so many contents, of so
 * many bytes together with the one that is being sent. A client that does not read has us hold all of it.
 */
const ahead = { contents: 8, bytes: 2 * 1024 * 1024 };

/**
 * A form (RFC 7578) with the list of some contents and, after it, their bytes one after the other. What they are is known
 * before the first byte, so a content that cannot be read breaks the answer off, and is never taken for a short one.
 */
export function contentsForm(
  { blobs, random }: Pick<House, 'blobs' | 'random'>,
  told: VersionContents,
  contents: readonly (Located & { readonly size: number })[],
): { readonly boundary: string; readonly length: number; readonly body: Readable } {
  const boundary = `gatehouse-${Buffer.from(random.bytes(18)).toString('hex')}`;
  const part = (name: string, more: string, type: string) =>
    `--${boundary}\r\ncontent-disposition: form-data; name="${name}"${more}\r\ncontent-type: ${type}\r\n\r\n`;
  const head = Buffer.from(
    `${part('files', '', 'application/json')}${JSON.stringify(told)}\r\n${part('data', '; filename="data"', 'application/octet-stream')}`,
  );
  const tail = Buffer.from(`\r\n--${boundary}--\r\n`);
  const open = async (content: Located) => await buffer(await blobs.open(content));

  async function* bytes(): AsyncGenerator<Buffer> {
    yield head;
    const coming: Promise<Buffer>[] = [];
    let held = 0;
    for (const [index, { size }] of contents.entries()) {
      for (;;) {
        const next = contents[index + coming.length];
        if (next === undefined || coming.length > ahead.contents) break;
        if (coming.length > 0 && held + next.size > ahead.bytes) break;
        const whole = open(next);
        // What fails is met when its turn comes.
        whole.catch(() => undefined);
        coming.push(whole);
        held += next.size;
      }
      const whole = await coming.shift();
      if (whole?.length !== size) throw new Error('a content is not as long as its row says');
      if (size > 0) yield whole;
      held -= size;
    }
    yield tail;
  }

  const length = contents.reduce((sum, { size }) => sum + size, head.length + tail.length);
  return { boundary, length, body: Readable.from(bytes(), { objectMode: false }) };
}
