import type { Reader, Writer } from '@gatehouse/database';
import { ulid } from '@gatehouse/service';
import { type Origin, record } from '../../audit/audit.ts';
import type { House } from '../../house.ts';
import { fieldErrors, type Place, type RestReply } from '../../rest/rest-call.ts';
import type { Tables } from '../../schema/tables.ts';
import type { FormLimits } from '../blobs/blob-store.ts';
import { attachment, mediaType } from '../download.ts';
import { failureReply } from '../upload.ts';
import type { UploadPlan } from './upload-plan.ts';
import { countOpenUploads, insertUpload, type Upload, type UploadKind } from './upload-store.ts';

const day = 86_400_000;

/** How long the bytes wait to become part of a file. */
const waits: Readonly<Record<UploadKind, number>> = { form: 7 * day, segments: 7 * day, unified: day };

/** How long an address of the store works, in seconds. */
export const addressSeconds = 3600;

const mebibyte = 2 ** 20;
const limitsOfParts = {
  segments: { from: 5_000_000, to: 5 * 1024 * mebibyte },
  unified: { from: 5 * mebibyte + 1, to: 100 * mebibyte },
};

/** What a caller asks for, in the words of neither version of the wire. */
export type Asked = Omit<UploadPlan, 'ticket' | 'formLocation'>;

type Sent = Pick<UploadPlan['segments'][number], 'size' | 'sha256'> & {
  readonly md5?: string | null | undefined;
};

/** The faults of what was asked for, by the names of the fields that hold the segments and the size. */
export function faultsIn(
  kind: UploadKind,
  { size, segments }: Asked,
  { maxUpload, sizeField }: { readonly maxUpload: number; readonly sizeField: 'size' | 'file_size' },
): RestReply | undefined {
  if (size !== null && size > maxUpload)
    return fieldErrors({ [sizeField]: [`is too large (maximum is ${maxUpload} bytes)`] });
  if (kind === 'form') return undefined;
  const sum = segments.reduce((total, segment) => total + segment.size, 0);
  if (size !== null && sum !== size)
    return fieldErrors({ segments: [`are ${sum} bytes together, and not the ${size} of the whole`] });
  if (sum > maxUpload) return fieldErrors({ segments: [`are too large (maximum is ${maxUpload} bytes)`] });
  const { from, to } = limitsOfParts[kind];
  const badAt = segments.findIndex(
    (segment, place) => segment.size > to || (segment.size < from && place < segments.length - 1),
  );
  return badAt === -1
    ? undefined
    : fieldErrors({
        segments: [`number ${badAt + 1} must be of ${from} to ${to} bytes; the last may be smaller`],
      });
}

export function plannedSegment({ size, sha256, md5 }: Sent): UploadPlan['segments'][number] {
  return { size, sha256: sha256.toLowerCase(), ...(md5 == null ? {} : { md5: hexOf(md5) }) };
}

function hexOf(md5: string): string {
  return md5.length === 32 ? md5.toLowerCase() : Buffer.from(md5, 'base64').toString('hex');
}

/** Bytes that nobody makes a file of lie here for days: one person leaves no more than so many about. */
const mostOpen = 1_000;

export async function tooManyOpen(
  { clock }: Pick<House, 'clock'>,
  tx: Reader<Tables>,
  { companyId, personId }: Place,
): Promise<RestReply | null> {
  if ((await countOpenUploads(tx, companyId, personId, clock.now(), mostOpen)) < mostOpen) return null;
  const message = `You have ${mostOpen} uploads that are not part of a file yet: use them, or wait until they expire`;
  return fieldErrors({ base: [message] });
}

/** Where the store itself takes the bytes, it is asked before the unit begins: it may take its time. */
export async function preparePlan(
  { blobs: { direct } }: Pick<House, 'blobs'>,
  kind: UploadKind,
  asked: Asked,
): Promise<{ readonly plan: UploadPlan } | { readonly reply: RestReply }> {
  const plan = { ...asked, contentType: mediaType(asked.contentType), ticket: null, formLocation: null };
  if (direct === undefined) return { plan };
  if (kind === 'form') return { plan: { ...plan, formLocation: direct.newForm().location } };
  try {
    return { plan: { ...plan, ticket: await direct.beginParts() } };
  } catch (error) {
    return { reply: failureReply(error, 0) };
  }
}

export function formLimits({ settings }: Pick<House, 'settings'>, plan: UploadPlan) {
  return {
    contentType: plan.contentType,
    disposition: plan.inline ? 'inline' : attachment(plan.filename),
    maxBytes: Math.min(settings.maxUpload, plan.size ?? settings.maxUpload),
    seconds: addressSeconds,
  } satisfies FormLimits;
}

export async function beginUpload(
  house: Pick<House, 'clock' | 'random'>,
  tx: Writer<Tables>,
  origin: Origin,
  place: Place,
  { kind, plan }: Pick<Upload, 'kind' | 'plan'>,
): Promise<Upload> {
  const createdAt = house.clock.now();
  const upload = {
    id: ulid(house.clock, house.random),
    kind,
    plan,
    createdAt,
    expiresAt: createdAt + waits[kind],
  };
  await insertUpload(tx, place, upload);
  await record(house, tx, origin, {
    event: 'upload.created',
    companyId: place.companyId,
    subject: `upload:${upload.id}`,
    details: { projectId: place.projectId, size: plan.size, segments: plan.segments.length },
  });
  return { ...upload, ...place, usedAt: null, whole: null };
}
