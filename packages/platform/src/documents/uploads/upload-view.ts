import type { UnifiedUpload, Upload as WireUpload } from '@gatehouse/wire';
import type { House } from '../../house.ts';
import type { PartAddress } from '../blobs/blob-store.ts';
import { addressSeconds, formLimits } from './begin-upload.ts';
import { etagOf } from './finish-upload.ts';
import { errandSignature, partUrl } from './storage-address.ts';
import type { Part, Upload } from './upload-store.ts';

type Surroundings = Pick<House, 'blobs' | 'clock' | 'keys' | 'issuer' | 'settings'>;

/** As v1.0 and v1.1 tell it, with addresses that were signed just now. */
export async function uploadView(
  house: Surroundings,
  upload: Upload,
  parts: readonly Part[],
): Promise<WireUpload> {
  const { id, plan, whole } = upload;
  if (upload.kind === 'form') {
    return { uuid: id, status: 'non_segmented', ...(whole === null ? await formOf(house, upload) : {}) };
  }
  const segments = plan.segments.map(async ({ size, sha256, md5 = null }, place) => {
    const part = parts.find(({ number }) => number === place + 1);
    const etag = part === undefined ? null : etagOf(part);
    const address = whole === null ? await addressOf(house, upload, place + 1, addressSeconds) : {};
    return { size, sha256, md5, etag, ...address };
  });
  return { uuid: id, status: statusOf(upload, parts, 'complete'), segments: await Promise.all(segments) };
}

/** As v2.1 tells it. */
export async function unifiedView(
  house: Surroundings,
  upload: Upload,
  parts: readonly Part[],
  seconds: number,
): Promise<UnifiedUpload> {
  const { id, plan, whole } = upload;
  const expires = Math.floor(house.clock.now() / 1000) + seconds;
  const open = whole === null ? plan.segments : [];
  const segments = open.map(async (_, place) => {
    const part = parts.find(({ number }) => number === place + 1);
    const { url, headers } = await unifiedAddressOf(house, upload, place + 1, seconds);
    return { url, url_expires_at: expires, headers, etag: part === undefined ? null : etagOf(part) };
  });
  return {
    data: {
      upload_id: id,
      file_name: plan.filename,
      sanitized_file_name: plan.filename.split(/[/\\]/).at(-1) ?? '',
      file_size: plan.size ?? 0,
      content_type: plan.contentType,
      upload_expires_at: Math.floor(upload.expiresAt / 1000),
      status: statusOf(upload, parts, 'available'),
      custom_metadata: plan.metadata,
      segments: await Promise.all(segments),
      error: null,
    },
  };
}

export function statusOf<Done extends string>({ whole }: Upload, parts: readonly Part[], done: Done) {
  if (whole !== null) return done;
  return parts.length === 0 ? ('ready' as const) : ('receiving' as const);
}

/** Where a part goes, signed just now. */
async function addressOf(
  house: Surroundings,
  upload: Upload,
  number: number,
  seconds: number,
): Promise<PartAddress> {
  const { plan, id, companyId } = upload;
  const segment = plan.segments[number - 1];
  if (segment === undefined) throw new RangeError('an upload has no such part');
  const { direct } = house.blobs;
  if (direct !== undefined && plan.ticket !== null)
    return await direct.partAddress(plan.ticket, { number, ...segment }, seconds);
  const expires = Math.floor(house.clock.now() / 1000) + seconds;
  return {
    url: partUrl(house, { companyId, uploadId: id, part: number }, expires),
    headers: {
      'content-length': String(segment.size),
      'x-amz-content-sha256': segment.sha256,
      ...(segment.md5 === undefined
        ? {}
        : { 'content-md5': Buffer.from(segment.md5, 'hex').toString('base64') }),
    },
  };
}

/** The same as v2.1 spells it: the length is `Content-Length` there. */
export async function unifiedAddressOf(...asked: Parameters<typeof addressOf>): Promise<PartAddress> {
  const { url, headers } = await addressOf(...asked);
  const { 'content-length': length = '', ...others } = headers;
  return { url, headers: { 'Content-Length': length, ...others } };
}

/** The names of the fields are those that clients of object stores know; the signature is our own. */
async function formOf(house: Surroundings, upload: Upload): Promise<Pick<WireUpload, 'url' | 'fields'>> {
  const { id, companyId, plan } = upload;
  const { direct } = house.blobs;
  if (direct !== undefined && plan.formLocation !== null)
    return await direct.formAt({ location: plan.formLocation }, formLimits(house, plan));
  const seconds = Math.floor(house.clock.now() / 1000);
  const expires = seconds + addressSeconds;
  return {
    url: `${house.issuer}/uploads/${id}/form`,
    fields: {
      key: id,
      'Content-Type': plan.contentType,
      'Content-Disposition': formLimits(house, plan).disposition,
      policy: Buffer.from(JSON.stringify({ company: companyId, expires })).toString('base64'),
      'x-amz-credential': 'gatehouse',
      'x-amz-algorithm': 'HMAC-SHA256',
      'x-amz-date': new Date(seconds * 1000).toISOString().replace(/[-:]|\.\d+/g, ''),
      'x-amz-signature': errandSignature(house, { companyId, uploadId: id, part: 0 }, expires),
    },
  };
}
