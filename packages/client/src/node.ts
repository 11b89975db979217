import { openAsBlob } from 'node:fs';

/** A file on disk as the `content` of an upload: read while it is sent, never held in memory as a whole. */
export function fileContent(path: string): Promise<Blob> {
  return openAsBlob(path);
}
