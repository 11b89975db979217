import { createHash } from 'node:crypto';
import type { DocumentsScope, GatehouseApi } from '@gatehouse/client';
import type { UploadContent, UploadJournal } from '../ports/remote.ts';
import { RemoteProblem } from '../ports/remote-problem.ts';
import { told } from './problems.ts';

const mebibyte = 2 ** 20;

/** Parts are more than 5 MiB and at most 100 MiB, and there are at most 10,000 of them. */
function partSizeOf(size: number): number {
  return Math.min(100 * mebibyte, Math.max(16 * mebibyte, Math.ceil(size / 9000)));
}

interface Part {
  readonly from: number;
  readonly to: number;
  readonly sha256: string;
}

/** Sends the bytes in parts, where an earlier attempt stopped. Answers the id to make a file of. */
export async function uploadParts(
  api: GatehouseApi,
  scope: DocumentsScope,
  name: string,
  content: UploadContent,
  journal: UploadJournal,
): Promise<string> {
  const parts = await hashed(content);
  const upload = (await resumed(api, scope, journal)) ?? (await begun(api, scope, name, content, parts));
  await journal.keep(upload.upload_id);
  if (upload.status === 'available' || upload.status === 'complete') return upload.upload_id;
  const etags: string[] = [];
  for (const [at, part] of parts.entries()) {
    const segment = upload.segments[at];
    if (segment === undefined) throw new RemoteProblem('rejected', 'the upload has other parts');
    etags.push(segment.etag ?? (await sendPart(segment, part, content)));
  }
  await told('write', () => api.uploads.finish(scope, upload.upload_id, etags));
  return upload.upload_id;
}

/** One reading of the file gives the digest of every part, and proves that it is still what was promised. */
async function hashed({ size, sha256, open }: UploadContent): Promise<Part[]> {
  const step = partSizeOf(size);
  const whole = createHash('sha256');
  const parts: Part[] = [];
  for (let from = 0; from < size; from += step) {
    const to = Math.min(size, from + step);
    const hash = createHash('sha256');
    for await (const chunk of open(from, to)) {
      whole.update(chunk);
      hash.update(chunk);
    }
    parts.push({ from, to, sha256: hash.digest('hex') });
  }
  if (whole.digest('hex') !== sha256) throw new RemoteProblem('changed');
  return parts;
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

/** The address is the permission: no token goes to the store. */
async function sendPart(
  { url, headers }: { url: string; headers: Record<string, string> },
  { from, to, sha256 }: Part,
  { open }: UploadContent,
): Promise<string> {
  const hash = createHash('sha256');
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  for await (const chunk of open(from, to)) {
    hash.update(chunk);
    chunks.push(Uint8Array.from(chunk));
  }
  if (hash.digest('hex') !== sha256) throw new RemoteProblem('changed');
  // fetch sets the length by itself, and refuses to be told.
  const given = Object.entries(headers).filter(([name]) => name.toLowerCase() !== 'content-length');
  const response = await told('write', () =>
    fetch(url, { method: 'PUT', headers: Object.fromEntries(given), body: new Blob(chunks) }),
  );
  await response.body?.cancel();
  const etag = response.headers.get('etag');
  if (response.status === 422 || response.status === 400) throw new RemoteProblem('changed');
  if (!response.ok || etag === null) throw new RemoteProblem('busy', `the store answered ${response.status}`);
  return etag;
}
