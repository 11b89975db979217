import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import type { Clock, Random } from '@gatehouse/service';
import {
  BlobError,
  type BlobStore,
  type Located,
  type ReceivedBlob,
  type StoredBlob,
} from '../blob-store.ts';
import { directAccess } from './direct-access.ts';
import { type Bucket, type S3Client, s3Client } from './s3-client.ts';
import { keyOf } from './s3-key.ts';
import { element, elements } from './s3-xml.ts';
import { sendAway } from './send-away.ts';
import { sendEach } from './send-each.ts';

/**
 * Blobs as objects of a bucket, under random keys: `blobs/…` for contents, `forms/…` for what browsers put there and
 * nobody has checked yet. The keys say nothing of the content, for clients get to see them.
 */
export function openS3Blobs(bucket: Bucket, { clock, random }: { clock: Clock; random: Random }): BlobStore {
  const client = s3Client(bucket, clock);
  const newKey = (folder: 'blobs' | 'forms') => `${folder}/${Buffer.from(random.bytes(16)).toString('hex')}`;

  function received(location: string, sha256: string, size: number): ReceivedBlob {
    let isKept = false;
    return {
      location,
      sha256,
      size,
      // Nobody else knows the key yet, so the object may be there before it counts.
      async keep() {
        isKept = true;
      },
      async discard() {
        if (!isKept) await remove(client, location);
      },
    };
  }

  return {
    async receive(content, { maxBytes }) {
      const location = newKey('blobs');
      const { sha256, size } = await sendAway(client, location, content, maxBytes);
      return received(location, sha256, size);
    },

    async receiveEach(contents) {
      return await sendEach(contents, async ({ bytes, sha256 }) => {
        const location = newKey('blobs');
        await sendAway(client, location, Readable.from([bytes]), bytes.byteLength);
        return received(location, sha256, bytes.byteLength);
      });
    },

    async open({ location }, range) {
      const headers = range === undefined ? {} : { range: `bytes=${range.first}-${range.last}` };
      const { body } = await client.must('GET', keyOf(location), { headers });
      return body === null ? Readable.from([]) : Readable.fromWeb(body as ReadableStream);
    },

    async has({ location }) {
      const response = await client.ask('HEAD', keyOf(location));
      return response.ok;
    },

    remove: async ({ location }) => await remove(client, keyOf(location)),
    stored: () => listed(client, 'blobs/'),

    async removeUnfinished(before) {
      let removed = 0;
      for await (const { location, storedAt } of listed(client, 'forms/')) {
        if (storedAt >= before) continue;
        await remove(client, location);
        removed += 1;
      }
      return removed + (await abortParts(client, before));
    },

    // Whoever downloads sees from the store how old an object is: shared with others it would tell of them.
    sharedBy: ({ companyId, personId }) => `${companyId}.${personId}`,
    direct: directAccess(client, newKey),
  };
}

async function remove(client: S3Client, key: string): Promise<void> {
  const response = await client.ask('DELETE', key);
  await response.body?.cancel();
  if (!response.ok && response.status !== 404)
    throw new Error(`the object store did not delete: ${response.status}`);
}

async function* listed(client: S3Client, prefix: string): AsyncGenerator<StoredBlob> {
  let token: string | undefined;
  do {
    const query = {
      'list-type': '2',
      prefix,
      ...(token === undefined ? {} : { 'continuation-token': token }),
    };
    const xml = await (await client.must('GET', '', { query })).text();
    for (const item of elements(xml, 'Contents')) {
      const location = element(item, 'Key');
      const storedAt = Date.parse(element(item, 'LastModified') ?? '');
      if (location !== undefined && Number.isFinite(storedAt)) yield { location, storedAt };
    }
    token = element(xml, 'NextContinuationToken');
  } while (token !== undefined);
}

/** Parts that were sent and never joined: they cost space and are in no listing. Not every store can name them. */
async function abortParts(client: S3Client, before: number): Promise<number> {
  const response = await client.ask('GET', '', { query: { uploads: '', prefix: 'blobs/' } });
  const xml = await response.text();
  if (!response.ok) return 0;
  let aborted = 0;
  for (const upload of elements(xml, 'Upload')) {
    const [key, uploadId] = [element(upload, 'Key'), element(upload, 'UploadId')];
    if (key === undefined || uploadId === undefined) continue;
    if (!(Date.parse(element(upload, 'Initiated') ?? '') < before)) continue;
    await client.ask('DELETE', keyOf(key), { query: { uploadId } });
    aborted += 1;
  }
  return aborted;
}

/** Says at the start whether the bucket is there and lets us in. */
export async function checkBucket(blobs: BlobStore): Promise<void> {
  const probe: Located = { location: `blobs/${'0'.repeat(32)}` };
  for await (const _ of blobs.stored()) break;
  if (await blobs.has(probe)) throw new BlobError('unavailable');
}
