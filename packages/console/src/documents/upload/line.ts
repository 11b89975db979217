import type { DocumentsScope } from '@gatehouse/client';

export type LineState = 'waiting' | 'sending' | 'paused' | 'done' | 'failed' | 'skipped';

/** How a file stands to what is there already. */
export type Clash = 'version' | 'both' | 'skip';

/** A file on its way. */
export interface UploadLine {
  readonly id: number;
  readonly place: DocumentsScope;
  readonly folderId: number;
  readonly file: File;
  /** The folders that came with it, for people to read. */
  readonly path: readonly string[];
  /** A file that has this name already, of which it becomes a version. */
  readonly versionOf: number | undefined;
  /** Whether it may be given another name if there is one of its own. */
  readonly keepBoth: boolean;
  readonly state: LineState;
  /** Bytes that the server has. */
  readonly sent: number;
  readonly error: Error | undefined;
}

/** A name that is taken in the folder where a file is to go. */
export interface NameClash {
  readonly key: number;
  readonly name: string;
  readonly path: readonly string[];
  readonly fileId: number;
  readonly mayAddVersion: boolean;
}

export function bytesOf(lines: readonly UploadLine[]): { sent: number; whole: number } {
  const counted = lines.filter(({ state }) => state !== 'skipped');
  return {
    sent: counted.reduce((sum, { sent, state, file }) => sum + (state === 'done' ? file.size : sent), 0),
    whole: counted.reduce((sum, { file }) => sum + file.size, 0),
  };
}
