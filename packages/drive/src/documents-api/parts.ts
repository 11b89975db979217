import type { DocumentsScope, GatehouseApi } from '@gatehouse/client';
import { partSizeOf, type UploadContent, type UploadJournal } from '../ports/remote.ts';
import { RemoteProblem } from '../ports/remote-problem.ts';
import { told } from './problems.ts';
import { putBytes } from './put-bytes.ts';
import { thinking } from './silence.ts';

interface Segment {
  readonly url: string;
  readonly headers: Record<string, string>;
  /** Of one that has arrived. */
  readonly etag?: string | null;
}

interface Part {
  readonly from: number;
  readonly to: number;
  readonly sha256: string;
}

interface Where {
  readonly api: GatehouseApi;
  readonly scope: DocumentsScope;
  readonly silence: number;
}

/** Sends the bytes in parts, where an earlier attempt stopped. Answers the id to make a file of. */
export async function uploadParts(
  { api, scope, silence }: Where,
  name: string,
  content: UploadContent,
  journal: UploadJournal,
): Promise<string> {
  const parts = await hashed(content);
  const upload = (await resumed(api, scope, journal)) ?? (await begun(api, scope, name, content, parts));
  await journal.keep(upload.upload_id);
  if (upload.status === 'available' || upload.status === 'complete') return upload.upload_id;
  const etags = await sendParts(upload.segments, parts, content, silence);
  await told('write', () => api.uploads.finish(scope, upload.upload_id, etags)).catch((error: unknown) => {
    // The parts are what they were when they were hashed, and not what was promised before.
    const isOther = error instanceof RemoteProblem && error.code === 'rejected';
    throw isOther ? new RemoteProblem('changed', '', { cause: error }) : error;
  });
  return upload.upload_id;
}

/** Parts of one file that are under way at a time. */
const together = 3;

/** Sends what has not arrived yet. When one part fails, what is under way comes to its end and no other begins. */
async function sendParts(
  segments: readonly Segment[],
  parts: readonly Part[],
  content: UploadContent,
  silence: number,
): Promise<string[]> {
  const etags: string[] = [];
  let next = 0;
  let failed = false;
  const lane = async () => {
    for (let at = next++; at < parts.length && !failed; at = next++) {
      const [segment, part] = [segments[at], parts[at]];
      if (segment === undefined || part === undefined)
        throw new RemoteProblem('rejected', 'the upload has other parts');
      etags[at] = segment.etag ?? (await sendPart(segment, part, content, silence));
    }
  };
  const guarded = () =>
    lane().catch((error: unknown) => {
      failed = true;
      throw error;
    });
  for (const lane of await Promise.allSettled(Array.from({ length: together }, guarded)))
    if (lane.status === 'rejected') throw lane.reason;
  return etags;
}

/** The digest of every part. That of the whole is known, and the server compares it with what has arrived. */
async function hashed({ size, digest }: UploadContent): Promise<Part[]> {
  const step = partSizeOf(size);
  const parts: Part[] = [];
  for (let from = 0; from < size; from += step) {
    const to = Math.min(size, from + step);
    parts.push({ from, to, sha256: await digest(from, to) });
  }
  return parts;
}

/** @throws RemoteProblem when the file is not as long any more as it was */
async function* bytesOf({ open }: UploadContent, { from, to }: Pick<Part, 'from' | 'to'>) {
  let left = to - from;
  for await (const chunk of open(from, to)) {
    left -= chunk.length;
    if (left < 0) break;
    yield chunk;
  }
  if (left !== 0) throw new RemoteProblem('changed');
}

async function begun(
  api: GatehouseApi,
  scope: DocumentsScope,
  name: string,
  { size, sha256 }: UploadContent,
  parts: readonly Part[],
) {
  const segments = parts.map(({ from, to, sha256 }) => ({ size: to - from, sha256 }));
  return await told('write', () =>
    api.uploads.begin(scope, {
      file_name: name,
      file_size: size,
      content_type: 'application/octet-stream',
      sha256,
      segments,
    }),
  );
}

/** An upload that ended meanwhile is begun anew. */
async function resumed(api: GatehouseApi, scope: DocumentsScope, { resume }: UploadJournal) {
  if (resume === undefined) return undefined;
  try {
    const upload = await told('read', () => api.uploads.show(scope, resume));
    return upload.status === 'failed' ? undefined : upload;
  } catch (error) {
    if (error instanceof RemoteProblem && ['missing', 'forbidden'].includes(error.code)) return undefined;
    throw error;
  }
}

/**
 * The address is the permission: no token goes to the store. The digest of the part is signed with it, so bytes that
 * are not those that were announced are refused there.
 */
async function sendPart(
  { url, headers }: Segment,
  part: Part,
  content: UploadContent,
  silence: number,
): Promise<string> {
  const given = Object.entries(headers).filter(([name]) => name.toLowerCase() !== 'content-length');
  const bytes = bytesOf(content, part);
  const { status, etag } = await told('write', () =>
    putBytes(url, Object.fromEntries(given), bytes, part.to - part.from, thinking(silence)),
  );
  if (status === 422 || status === 400) throw new RemoteProblem('changed');
  if (status < 200 || status > 299 || etag === undefined)
    throw new RemoteProblem('busy', `the store answered ${status}`);
  return etag;
}
