import { gatehouse } from '../../api/gatehouse.ts';
import type { UploadLine } from './line.ts';
import { sendInParts } from './send-in-parts.ts';

/** Smaller files go in one call; a larger one in parts, so that a break costs little. */
const oneCall = 8 * 1024 * 1024;

/** What is kept of a line between a pause and going on: the upload that was begun. */
export interface Progress {
  uploadId?: string;
  /** The tags of the parts that have arrived; a bucket's are told to the server only when all have. */
  readonly etags: (string | null)[];
}

/** Brings a file to its folder, or as a version to the file it belongs to. Aborted, it can be called again. */
export async function sendFile(
  line: UploadLine,
  progress: Progress,
  onSent: (bytes: number) => void,
  signal: AbortSignal,
): Promise<void> {
  const { place, file, versionOf } = line;
  if (file.size <= oneCall) {
    if (versionOf !== undefined) {
      await gatehouse.files.addVersion(place, versionOf, { name: file.name, content: file }, { signal });
    } else await gatehouse.files.upload(place, { ...fieldsOf(line), content: file }, { signal });
    return;
  }
  const upload_uuid = await sendInParts(line, progress, onSent, signal);
  signal.throwIfAborted();
  if (versionOf !== undefined) await gatehouse.files.addVersion(place, versionOf, { upload_uuid });
  else await gatehouse.files.create(place, { ...fieldsOf(line), upload_uuid });
}

function fieldsOf({ file, folderId, keepBoth }: UploadLine) {
  return { name: file.name, parent_id: folderId, ...(keepBoth && { unique_name: true }) };
}
