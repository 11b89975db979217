import type { DiskProblem } from './disk-problem.ts';
import type { RemoteProblem } from './remote-problem.ts';

/** The Documents tool of one mount (a company's or a project's), as the engine sees it. */
export interface Remote {
  abilities(): Promise<RemoteAbilities>;
  root(): Promise<RemoteItem>;
  /** The folder and everything visible directly in it: complete, or it throws. */
  list(folderId: number): Promise<RemoteListing>;
  get(item: ItemName): Promise<RemoteItem | Absence>;
  /** What changed since a cursor; without one, a cursor of now. Only where the server can do it. */
  changes(cursor: string | undefined): Promise<RemoteChanges>;
  /** `token` makes the call repeatable: with the same token it answers the folder made the first time. */
  createFolder(at: NewItem, token: string): Promise<RemoteItem>;
  /** Renames, moves, or both. `expected` is the version of a file as it was last seen. */
  move(item: ItemName, to: Place, expected: string | undefined): Promise<RemoteItem>;
  /** To the recycle bin. */
  remove(item: ItemName, expected: string | undefined): Promise<void>;
  /**
   * A new file, or a new version of one. Nothing becomes visible unless the bytes that were read have the
   * promised hash; otherwise it throws `changed`.
   */
  upload(to: UploadTarget, content: UploadContent, journal: UploadJournal): Promise<RemoteItem>;
  /**
   * Several small new files in one call, with what `upload` promises of each: what became of every one, in their order.
   * It throws where that is not known of any. Only where the server can do it.
   */
  uploadEach(files: readonly SmallUpload[]): Promise<Sent[]>;
  /**
   * What will be downloaded soon, in about this order: a remote may bring several in one call. It takes the place of what
   * was said before, and promises nothing.
   */
  expect(items: readonly (ItemName & { version: string; size: number })[]): void;
  /** The bytes of exactly this version from an offset on, or it throws `changed`. */
  download(item: ItemName & { version: string }, from: number): AsyncIterable<Uint8Array>;
}

export interface RemoteAbilities {
  /** A feed of changes with a cursor. */
  changes: boolean;
  /** Folders carry a tag that is another one whenever anything below them changed. */
  folderTag: boolean;
  /** A write can name the version it expects, and is refused when the head is another one. */
  ifMatch: boolean;
  /** A create with the same token is done once. */
  idempotency: boolean;
  /**
   * An item that was deleted can be told from one that went out of sight: the feed says so, or `get` answers `deleted`.
   * What is missing and was not told so is out of sight then, and its local copy stays. Where it cannot be told, an
   * item that stays missing counts as deleted, and its local copy goes to the recovery trash.
   */
  tellsDeleted: boolean;
  /** Takes several small new files in one call, and gives several. */
  batches: boolean;
}

export type ItemKind = 'file' | 'folder';

/** Files and folders are numbered apart. */
export interface ItemName {
  id: number;
  kind: ItemKind;
}

export interface RemoteItem extends ItemName {
  /** Undefined for the root. */
  parentId: number | undefined;
  name: string;
  /** Bytes; files only. */
  size: number | undefined;
  /**
   * Opaque; another one when the content is another one. Files only. Where the server has no versions, whatever
   * changes with the content (its own update time and the size).
   */
  version: string | undefined;
  /** Lower-case hex of the content, where the server gives it. */
  sha256: string | undefined;
  /** Of folders, where the server gives it. */
  tag: string | undefined;
  isPrivate: boolean | undefined;
  /** Undefined where the server does not tell; then refusals are remembered. */
  can: { write: boolean; delete: boolean } | undefined;
}

export interface RemoteListing {
  folder: RemoteItem;
  children: RemoteItem[];
}

/** `missing`: deleted, or out of this person's sight, and it is not said here which. */
export type Absence = 'deleted' | 'missing' | 'forbidden';

export interface RemoteChanges {
  cursor: string;
  /** The cursor that was sent is of no use: everything has to be listed, then the new one followed. */
  reset: boolean;
  /** The cursor is from after the state the server has: it was restored from a backup. */
  wentBack: boolean;
  more: boolean;
  present: RemoteItem[];
  gone: Gone[];
}

/** It left this person's sight; whether because it was deleted before their eyes. */
export interface Gone extends ItemName {
  isDeleted: boolean;
}

export interface Place {
  parentId: number;
  name: string;
}

export interface NewItem extends Place {
  /** Only ever `true`: what is not said stays as the folder has it. */
  isPrivate?: true;
}

export type UploadTarget = NewItem | VersionTarget;

export interface VersionTarget {
  fileId: number;
  /** The version it must still have. */
  expected: string | undefined;
  /** Where it was seen last, if that is known: there a server may be able to take it without being asked first. */
  at?: Place;
}

export interface UploadContent {
  size: number;
  sha256: string;
  /** Bytes from an offset (included) to another (not included); each piece is good until the next is asked for. */
  open(from: number, to: number): AsyncIterable<Uint8Array>;
  /** The SHA-256, in lower-case hex, of the same bytes. */
  digest(from: number, to: number): Promise<string>;
}

const mebibyte = 2 ** 20;

/** Up to here a file goes and comes with others in one call; a larger one keeps a connection busy by itself. */
export const together = 64 * 1024;

/** Up to here the bytes of a file go with the call that makes it; a larger one is sent in parts. */
export const atOnce = 8 * mebibyte;

/** Parts are more than 5 MiB and at most 100 MiB, and there are at most 10,000 of them. */
export function partSizeOf(size: number): number {
  return Math.min(100 * mebibyte, Math.max(16 * mebibyte, Math.ceil(size / 9000)));
}

export interface SmallUpload {
  to: NewItem;
  content: UploadContent;
  /** Makes the upload repeatable, in another batch or by itself. */
  token: string;
}

/** The item that was made, or why it was not. */
export type Sent = RemoteItem | RemoteProblem | DiskProblem;

export interface UploadJournal {
  /** Makes the upload repeatable. */
  token: string;
  /** What was kept by an earlier attempt at the same upload. */
  resume: string | undefined;
  /** Keeps where a long upload stands; it has been made durable when this resolves. */
  keep(state: string): Promise<void>;
}
