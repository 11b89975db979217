import { createHash } from 'node:crypto';
import { type Origin, record } from '../../audit/audit.ts';
import type { House } from '../../house.ts';
import { fieldErrors, type Place, type RestReply } from '../../rest/rest-call.ts';
import { BlobError, type BlobStore, type Located } from '../blobs/blob-store.ts';
import { failureReply } from '../upload.ts';
import { digestOf } from './running-digest.ts';
import {
  completeUpload,
  findOwnUpload,
  listParts,
  type Part,
  type Upload,
  type Whole,
} from './upload-store.ts';

type Surroundings = Pick<House, 'blobs' | 'clock' | 'random' | 'database' | 'settings'>;

/** The tag by which a part is known once it has arrived. */
export const etagOf = ({ sha256 }: Pick<Part, 'sha256'>): string => `"${sha256}"`;

/**
 * Makes one content of the parts of an upload, once all are there: before any unit, for it takes as long as reading
 * them does. Answers what to reply where it cannot be, and nothing where it is whole, or still waits for parts.
 */
export async function finishUpload(
  house: Surroundings,
  { place, origin }: { readonly place: Place; readonly origin: Origin },
  id: string,
  etags: readonly (string | null | undefined)[],
): Promise<RestReply | undefined> {
  const { upload, parts } = await house.database.read(async (tx) => ({
    upload: await findOwnUpload(tx, place, id),
    parts: await listParts(tx, place.companyId, id),
  }));
  if (upload === null || upload.whole !== null) return undefined;
  if (upload.expiresAt <= house.clock.now()) return gone;
  const { segments, ticket } = upload.plan;
  if (etags.length > segments.length)
    return fieldErrors({ segments: [`are more than the ${segments.length} announced`] });
  const given = segments.map((_, index) => etags[index] ?? null);
  if (given.length === 0 || given.includes(null)) return undefined;
  const tags = given as string[];
  try {
    const whole =
      ticket === null
        ? await joinOwnParts(house, upload, parts, tags)
        : await joinAtStore(house.blobs, upload, tags);
    if ('reply' in whole) return whole.reply;
    return await complete(house, origin, upload, whole, parts);
  } catch (error) {
    // Somebody else may have joined the parts meanwhile, and given their space back.
    const now = await house.database.read((tx) => findOwnUpload(tx, place, id));
    if (error instanceof BlobError && error.reason === 'missing' && now?.whole) return undefined;
    return failureReply(error, house.settings.maxUpload);
  }
}

/** A form that went to the store itself: looked for when it is needed, for the store tells nobody. */
export async function settleForm(
  house: Surroundings,
  { place, origin }: { readonly place: Place; readonly origin: Origin },
  id: string,
): Promise<RestReply | undefined> {
  const { direct } = house.blobs;
  if (direct === undefined) return undefined;
  const upload = await house.database.read((tx) => findOwnUpload(tx, place, id));
  const location = upload?.plan.formLocation ?? null;
  if (upload === null || upload.whole !== null || location === null || upload.expiresAt <= house.clock.now())
    return undefined;
  try {
    const settled = await direct.settle({ location });
    if (settled === null) return undefined;
    const checked = await check(house.blobs, settled, upload);
    if ('reply' in checked) return checked.reply;
    const refused = await complete(house, origin, upload, checked, []);
    await house.blobs.remove({ location });
    return refused;
  } catch (error) {
    return failureReply(error, house.settings.maxUpload);
  }
}

const gone: RestReply = { status: 410, body: { errors: ['This upload has expired: begin a new one.'] } };
const wrongDigest = fieldErrors({ sha256: ['is not that of the bytes that arrived: nothing was stored'] });

type Joined = Whole | { readonly reply: RestReply };

async function joinOwnParts(
  { blobs }: Surroundings,
  { id, plan }: Upload,
  parts: readonly Part[],
  etags: readonly string[],
): Promise<Joined> {
  const wrong = etags.findIndex((etag, place) => {
    const part = parts.find(({ number }) => number === place + 1);
    return part === undefined || bare(etag) !== bare(etagOf(part));
  });
  if (wrong !== -1)
    return { reply: fieldErrors({ segments: [`number ${wrong + 1} has not arrived under this etag`] }) };
  const [first] = parts;
  if (first !== undefined && parts.length === 1)
    return plan.sha256 === null || plan.sha256 === first.sha256 ? first : { reply: wrongDigest };
  if (blobs.joining === undefined) throw new Error('this store joins parts by tickets');
  const whole = await digestOf(blobs.joining, id, parts);
  if (plan.sha256 !== null && plan.sha256 !== whole.sha256) return { reply: wrongDigest };
  return { ...(await blobs.joining.join(parts, whole.sha256)), ...whole };
}

async function joinAtStore(blobs: BlobStore, upload: Upload, etags: readonly string[]): Promise<Joined> {
  const { ticket } = upload.plan;
  if (blobs.direct === undefined || ticket === null) throw new Error('this store takes no parts itself');
  if ((await blobs.direct.joinParts(ticket, etags)) === 'refused')
    return { reply: fieldErrors({ segments: ['have not all arrived under these etags'] }) };
  return await check(blobs, ticket, upload);
}

/** Reads once what went past us, for nothing but its own bytes says what a content is. */
async function check(blobs: BlobStore, { location }: Located, { plan }: Upload): Promise<Joined> {
  const hash = createHash('sha256');
  let size = 0;
  for await (const chunk of await blobs.open({ location })) {
    hash.update(chunk);
    size += chunk.length;
  }
  const sha256 = hash.digest('hex');
  const [only] = plan.segments;
  const promised = plan.sha256 ?? (plan.segments.length === 1 ? only?.sha256 : undefined) ?? sha256;
  const promisedSize = plan.size ?? (plan.segments.reduce((sum, part) => sum + part.size, 0) || size);
  if (sha256 === promised && size === promisedSize) return { location, sha256, size };
  await blobs.remove({ location });
  return { reply: wrongDigest };
}

async function complete(
  house: Surroundings,
  origin: Origin,
  { id, companyId }: Upload,
  whole: Whole,
  parts: readonly Located[],
): Promise<RestReply | undefined> {
  const isOurs = await house.database.write(async (tx) => {
    if (!(await completeUpload(tx, companyId, id, whole, house.clock.now()))) return false;
    await record(house, tx, origin, {
      event: 'upload.completed',
      companyId,
      subject: `upload:${id}`,
      details: { size: whole.size, sha256: whole.sha256 },
    });
    return true;
  });
  // Whoever was first decides where the bytes lie. What nothing names any more gives its space back at once.
  const isPart = ({ location }: Located) => parts.some((part) => part.location === location);
  const superfluous = isOurs
    ? parts.filter(({ location }) => location !== whole.location)
    : [whole].filter((blob) => !isPart(blob));
  for (const blob of superfluous) await house.blobs.remove(blob);
  return undefined;
}

function bare(etag: string): string {
  return etag.replace(/^W\//, '').replaceAll('"', '').trim();
}
