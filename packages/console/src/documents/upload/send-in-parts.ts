import { gatehouse } from '../../api/gatehouse.ts';
import type { UploadLine } from './line.ts';
import { partsOf } from './parts.ts';
import { putPart } from './put-part.ts';
import type { Progress } from './send-file.ts';

/**
 * The bytes of a file, part by part. What has arrived stays there: begun again, it asks which parts are missing.
 * @returns the upload, complete, of which a file can be made
 */
export async function sendInParts(
  { place, file }: UploadLine,
  progress: Progress,
  onSent: (bytes: number) => void,
  signal: AbortSignal,
): Promise<string> {
  const parts = partsOf(file.size);
  const upload =
    progress.uploadId === undefined
      ? await gatehouse.uploads.begin(place, {
          file_name: file.name,
          file_size: file.size,
          content_type: file.type || 'application/octet-stream',
          segments: await digested(file, parts, signal),
        })
      : await gatehouse.uploads.show(place, progress.uploadId);
  progress.uploadId = upload.upload_id;
  const { etags } = progress;
  for (const [at, { etag }] of upload.segments.entries()) etags[at] ??= etag;
  const arrived = () => parts.reduce((sum, { size }, at) => sum + (etags[at] == null ? 0 : size), 0);
  onSent(arrived());
  for (const [at, { start, size }] of parts.entries()) {
    const segment = upload.segments[at];
    if (segment === undefined || etags[at] != null) continue;
    const before = arrived();
    etags[at] = await putPart(segment, file.slice(start, start + size), {
      onSent: (bytes) => onSent(before + bytes),
      signal,
    });
  }
  await gatehouse.uploads.finish(place, upload.upload_id, etags);
  return upload.upload_id;
}

/** The digest of each part, by which the server knows that it arrived as it was. One part is in memory at a time. */
async function digested(file: File, parts: ReturnType<typeof partsOf>, signal: AbortSignal) {
  const segments: { size: number; sha256: string }[] = [];
  for (const { start, size } of parts) {
    signal.throwIfAborted();
    const bytes = await file.slice(start, start + size).arrayBuffer();
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
    segments.push({ size, sha256: digest.toHex() });
  }
  return segments;
}
