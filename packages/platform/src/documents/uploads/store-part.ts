import { createHash, type Hash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { record } from '../../audit/audit.ts';
import { originOf } from '../../audit/origin.ts';
import type { House } from '../../house.ts';
import { fieldErrors, type RestReply } from '../../rest/rest-call.ts';
import type { ReceivedBlob } from '../blobs/blob-store.ts';
import { failureReply } from '../upload.ts';
import { etagOf } from './finish-upload.ts';
import { hashAhead } from './running-digest.ts';
import { type Errand, errandHolds } from './storage-address.ts';
import { addPart, completeUpload, findUpload, type Upload } from './upload-store.ts';

type Surroundings = Pick<House, 'blobs' | 'clock' | 'database' | 'keys' | 'random' | 'settings'>;
type Proof = Parameters<typeof errandHolds>[2];

/** Takes one part: as many bytes as were announced, of the digest that was announced, or nothing at all. */
export async function storePart(
  house: Surroundings,
  request: FastifyRequest,
  errand: Errand,
  proof: Proof,
  content: AsyncIterable<Uint8Array>,
): Promise<RestReply> {
  const upload = await openUpload(house, errand, proof);
  if ('status' in upload) return upload;
  const segment = upload.plan.segments[errand.part - 1];
  if (segment === undefined) return expired;
  const length = request.headers['content-length'];
  if (length !== undefined && Number(length) !== segment.size) return wrongSize(segment.size);
  const md5 = segment.md5 === undefined ? undefined : createHash('md5');
  const bytes = md5 === undefined ? content : hashed(content, md5);
  return await received(house, bytes, segment.size, async (blob) => {
    if (blob.size !== segment.size) return wrongSize(segment.size);
    if (blob.sha256 !== segment.sha256) return wrongDigest('sha256');
    if (md5 !== undefined && md5.digest('hex') !== segment.md5) return wrongDigest('md5');
    const isNew = await house.database.write(async (tx) => {
      const part = { ...named(blob), number: errand.part, receivedAt: house.clock.now() };
      // Sent twice, a part is the same part: the digest that was announced says so.
      if (!(await addPart(tx, errand.companyId, errand.uploadId, part))) return false;
      await blob.keep();
      await record(house, tx, originOf(request, { kind: 'person', id: upload.personId }), {
        event: 'upload.part_received',
        companyId: errand.companyId,
        subject: `upload:${errand.uploadId}`,
        details: { part: errand.part, size: blob.size },
      });
      return true;
    });
    const { joining } = house.blobs;
    if (isNew && joining !== undefined && upload.plan.segments.length > 1)
      hashAhead(joining, errand.uploadId, errand.part, blob);
    return { status: 200, headers: { etag: etagOf(blob) } };
  });
}

/** The older digest proves nothing about who sent the bytes; it is compared because senders compare it. */
async function* hashed(content: AsyncIterable<Uint8Array>, hash: Hash): AsyncGenerator<Uint8Array> {
  for await (const chunk of content) {
    hash.update(chunk);
    yield chunk;
  }
}

/** Takes the whole of an upload in one form. */
export async function storeForm(
  house: Surroundings,
  request: FastifyRequest,
  errand: Errand,
  proof: Proof,
  content: AsyncIterable<Uint8Array>,
): Promise<RestReply> {
  const upload = await openUpload(house, errand, proof);
  if ('status' in upload) return upload;
  const { size, sha256 } = upload.plan;
  if (upload.whole !== null)
    return { status: 409, body: { errors: ['The bytes of this upload have arrived already.'] } };
  return await received(
    house,
    content,
    Math.min(house.settings.maxUpload, size ?? Infinity),
    async (blob) => {
      if (size !== null && blob.size !== size) return wrongSize(size);
      if (sha256 !== null && blob.sha256 !== sha256) return wrongDigest('sha256');
      await house.database.write(async (tx) => {
        if (!(await completeUpload(tx, errand.companyId, errand.uploadId, named(blob), house.clock.now())))
          return;
        await blob.keep();
        await record(house, tx, originOf(request, { kind: 'person', id: upload.personId }), {
          event: 'upload.completed',
          companyId: errand.companyId,
          subject: `upload:${errand.uploadId}`,
          details: { size: blob.size, sha256: blob.sha256 },
        });
      });
      return { status: 204, headers: { etag: etagOf(blob) } };
    },
  );
}

async function openUpload(house: Surroundings, errand: Errand, proof: Proof): Promise<Upload | RestReply> {
  if (!errandHolds(house, errand, proof)) return expired;
  const upload = await house.database.read((tx) => findUpload(tx, errand.companyId, errand.uploadId));
  return upload === null || upload.expiresAt <= house.clock.now() ? expired : upload;
}

async function received(
  house: Surroundings,
  content: AsyncIterable<Uint8Array>,
  maxBytes: number,
  use: (blob: ReceivedBlob) => Promise<RestReply>,
): Promise<RestReply> {
  let blob: ReceivedBlob | undefined;
  try {
    blob = await house.blobs.receive(content, { maxBytes, spent: true });
    return await use(blob);
  } catch (error) {
    return failureReply(error, maxBytes);
  } finally {
    await blob?.discard();
  }
}

function named({ location, sha256, size }: ReceivedBlob) {
  return { location, sha256, size };
}

const expired: RestReply = {
  status: 403,
  body: { errors: ['This address has expired or was changed: read the upload again for a new one.'] },
};
const wrongDigest = (of: 'sha256' | 'md5') =>
  fieldErrors({ [of]: ['is not that of the bytes that arrived: nothing was stored'] });
const wrongSize = (size: number) =>
  fieldErrors({ size: [`must be the ${size} bytes that were announced`] }, 400);
