/**
 * The folder of one mount. Paths are relative to its root, parts separated by `/`, the root itself is ''. No link
 * is ever followed, no path leaves the root, and names are exactly what the volume says.
 */
export interface Disk {
  readonly profile: DiskProfile;
  /** Undefined when nothing is there. */
  stat(path: string): Promise<Stat | undefined>;
  /** Folders with all that is in them, in batches; below them too when `deep`. Never the state folder. */
  scan(folders: readonly string[], deep: boolean): AsyncIterable<readonly FolderEntries[]>;
  /**
   * The SHA-256 in lower-case hex, and what the file was when its last byte was read. Of a large file that is new, and so
   * is going to be sent, what has to be done before is done beside: its parts are hashed, and it is made durable.
   */
  hash(path: string, isNew?: boolean): Promise<{ sha256: string; stat: Stat }>;
  /** The SHA-256 of a part of a file, as it was when it was hashed last or as it is now. */
  digest(path: string, from: number, to: number): Promise<string>;
  /** From an offset (included) to another (not included), or to the end. Bytes are good until the next are asked for. */
  read(path: string, from?: number, to?: number): AsyncIterable<Uint8Array>;
  /**
   * Writes a file of the state folder, cut off at `from` first; made when it is not there. It is durable when this
   * resolves, with the hash of all that is in it. The memory of the chunks is taken over. What came before a source
   * failed is in the file.
   */
  write(
    path: string,
    from: number,
    chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  ): Promise<{ sha256: string; stat: Stat }>;
  /** Makes what is in a file durable. A failure is final: what was written counts as lost. */
  sync(path: string): Promise<void>;
  /** Makes the names in a folder durable. */
  syncFolder(path: string): Promise<void>;
  /** Moves a file or folder and never replaces anything: throws `taken`. */
  move(from: string, to: string): Promise<void>;
  /** Moves a file over another one, in one step. */
  replace(from: string, to: string): Promise<void>;
  /** A second name for a file; throws `taken`, and `no-links` where the volume has none. */
  link(from: string, to: string): Promise<void>;
  makeFolder(path: string): Promise<void>;
  /** Only an empty one; throws `not-empty`. */
  removeFolder(path: string): Promise<void>;
  removeFile(path: string): Promise<void>;
  /** Bytes that can still be written. */
  free(): Promise<number>;
}

export interface DiskProfile {
  caseSensitive: boolean;
  /** Only names that every operating system takes. */
  portableNames: boolean;
  /** Of one name, in `lengthUnit`s. */
  longestName: number;
  lengthUnit: 'bytes' | 'utf-16';
}

export interface Stat {
  kind: 'file' | 'folder' | 'other';
  size: number;
  mtimeNs: bigint;
  ctimeNs: bigint;
  dev: bigint;
  ino: bigint;
  /** 0 where the volume does not know it. */
  birthtimeNs: bigint;
  /** How many names it has; a file has a second one for a moment while it is moved. */
  nlink: bigint;
}

export type FolderEntries =
  | { folder: string; entries: readonly Entry[] }
  /** It could not be read, or not whole: nothing is concluded from it. */
  | { folder: string; failure: string };

export interface Entry {
  name: string;
  /** Undefined when it could not be looked at, or when its name is not text. */
  stat: Stat | undefined;
}

/** The engine's own folder in the root: partial downloads, the recovery trash, the mark of the mount. */
export const stateFolder = '.gatehouse-drive';
