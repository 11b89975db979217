import { createHash } from 'node:crypto';
import type { BatchedFile } from '@gatehouse/wire';
import type { House } from '../../house.ts';
import { type FilePart, fieldErrors, type Receipt } from '../../rest/rest-call.ts';
import type { UploadCall } from '../../rest/rest-route.ts';
import { BlobError, type ReceivedBlob, type SmallContent } from '../blobs/blob-store.ts';
import { interruptible } from '../blobs/take-in.ts';
import { failureReply } from '../upload.ts';
import { readManifest } from './manifest.ts';
import type { Turns } from './turns.ts';

/** A file of a batch, and its bytes; null where those that arrived are not the ones it was announced with. */
export interface Arrived {
  readonly file: BatchedFile;
  readonly blob: ReceivedBlob | null;
}

/**
 * Takes the bytes of a batch. They are durable when this resolves, and nobody can see any of them. No file is opened
 * before the last byte is there: whoever dawdles holds memory that was given to them, and nothing else.
 */
export async function receiveBatch(
  { blobs }: Pick<House, 'blobs'>,
  turns: Turns,
  part: Pick<FilePart, 'field'> & { readonly stream: AsyncIterable<Buffer> },
  { fields, place }: Pick<UploadCall<unknown, unknown>, 'fields' | 'place'>,
): Promise<Receipt<readonly Arrived[]>> {
  if (part.field !== 'data')
    return { reply: fieldErrors({ [part.field]: ['is not taken: send the bytes as data'] }, 400) };
  const manifest = readManifest(fields.files);
  if (!manifest.ok) return manifest;
  const { files } = manifest;
  const size = files.reduce((sum, file) => sum + file.size, 0);
  const fit: BatchedFile[] = [];
  let received: ReceivedBlob[];
  const end = await turns.take(place.personId);
  try {
    const bytes = await gather(part.stream, size);
    if (bytes === undefined)
      return { reply: fieldErrors({ data: ['is longer than the sizes of the files say'] }, 400) };
    received = await blobs.receiveEach(contentsIn(bytes, files, fit));
  } catch (error) {
    return { reply: failureReply(error, size) };
  } finally {
    end();
  }
  const byFile = new Map(fit.map((file, index) => [file, received[index]]));
  return { kept: files.map((file) => ({ file, blob: byFile.get(file) ?? null })) };
}

/** All bytes in one piece, copied as they come: a sender of single bytes would have us hold an object for each. */
async function gather(stream: AsyncIterable<Buffer>, size: number): Promise<Buffer | undefined> {
  const bytes = Buffer.allocUnsafeSlow(size);
  let length = 0;
  for await (const piece of interruptible(stream)) {
    if (piece.length > size - length) return undefined;
    piece.copy(bytes, length);
    length += piece.length;
  }
  if (length < size) throw new BlobError('interrupted');
  return bytes;
}

/** Cuts bytes into contents of the announced sizes. Those that have the announced digest are handed on and noted as fit. */
async function* contentsIn(
  bytes: Buffer,
  files: readonly BatchedFile[],
  fit: BatchedFile[],
): AsyncGenerator<SmallContent> {
  let at = 0;
  for (const file of files) {
    const content = bytes.subarray(at, at + file.size);
    at += file.size;
    const sha256 = createHash('sha256').update(content).digest('hex');
    if (sha256 !== file.sha256.toLowerCase()) continue;
    fit.push(file);
    yield { bytes: content, sha256 };
  }
}
