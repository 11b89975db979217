import { createHash } from 'node:crypto';
import { BlobError } from '../blob-store.ts';
import { interruptible } from '../take-in.ts';
import type { S3Client } from './s3-client.ts';
import { element, encode } from './s3-xml.ts';

/** What is held in memory of one content on its way; the store takes no smaller parts than 5 MiB. */
const partSize = 8 * 2 ** 20;

/** Sends content to the store in parts, hashing on the way. If anything goes wrong nothing remains there. */
export async function sendAway(
  client: S3Client,
  key: string,
  content: AsyncIterable<Uint8Array>,
  maxBytes: number,
): Promise<{ sha256: string; size: number }> {
  const hash = createHash('sha256');
  let size = 0;
  let held: Uint8Array[] = [];
  let heldSize = 0;
  let uploadId: string | undefined;
  const etags: string[] = [];

  async function sendPart(): Promise<void> {
    uploadId ??= await beginParts(client, key);
    const query = { partNumber: String(etags.length + 1), uploadId };
    const response = await client.must('PUT', key, { query, body: Buffer.concat(held) });
    etags.push(response.headers.get('etag') ?? '');
    held = [];
    heldSize = 0;
  }

  try {
    for await (const chunk of interruptible(content)) {
      size += chunk.byteLength;
      if (size > maxBytes) throw new BlobError('too_large');
      hash.update(chunk);
      held.push(chunk);
      heldSize += chunk.byteLength;
      if (heldSize >= partSize) await sendPart();
    }
    if (uploadId === undefined) {
      await client.must('PUT', key, { body: Buffer.concat(held) });
    } else {
      if (heldSize > 0) await sendPart();
      await joinParts(client, key, uploadId, etags);
    }
  } catch (error) {
    if (uploadId !== undefined) await dropParts(client, key, uploadId).catch(() => {});
    throw error;
  }
  return { sha256: hash.digest('hex'), size };
}

export async function beginParts(client: S3Client, key: string): Promise<string> {
  const response = await client.must('POST', key, { query: { uploads: '' } });
  const uploadId = element(await response.text(), 'UploadId');
  if (uploadId === undefined) throw new Error('the object store began no upload');
  return uploadId;
}

/** The store says 200 before it is done, and may still fail: only its last word counts. */
export async function joinParts(
  client: S3Client,
  key: string,
  uploadId: string,
  etags: readonly string[],
): Promise<'joined' | 'refused'> {
  const parts = etags.map(
    (etag, place) => `<Part><PartNumber>${place + 1}</PartNumber><ETag>${encode(etag)}</ETag></Part>`,
  );
  const body = `<CompleteMultipartUpload>${parts.join('')}</CompleteMultipartUpload>`;
  const response = await client.ask('POST', key, { query: { uploadId }, body });
  const text = await response.text();
  return response.ok && text.includes('<CompleteMultipartUploadResult') ? 'joined' : 'refused';
}

export async function dropParts(client: S3Client, key: string, uploadId: string): Promise<void> {
  const response = await client.ask('DELETE', key, { query: { uploadId } });
  await response.body?.cancel();
}
