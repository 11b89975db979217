import type { Readable } from 'node:stream';

/**
 * Where the bytes of files live. Every content lies at a location of its own, which the store chooses, which is never
 * given twice, and at which bytes never change: they are whole, or absent. What they are and which file they belong
 * to, only the database knows.
 */
export interface BlobStore {
  /**
   * Takes in content in constant memory; it is durable when this resolves, at a location nobody knows yet. If it
   * breaks off or does not fit, nothing remains.
   * @throws BlobError
   */
  receive(content: AsyncIterable<Uint8Array>, taking: Taking): Promise<ReceivedBlob>;

  /**
   * Takes in small contents one after the other; each has a location of its own, and all are durable when this
   * resolves. If one breaks off or does not fit, nothing of any remains.
   * @throws BlobError
   */
  receiveEach(contents: AsyncIterable<SmallContent>): Promise<ReceivedBlob[]>;

  /**
   * The bytes, or those of a range; both ends are counted from 0 and belong to it.
   * @throws BlobError with the reason `missing`
   */
  open(blob: Located, range?: ByteRange): Promise<Readable>;

  has(blob: Located): Promise<boolean>;

  /** Gives the space back. What is not there is removed already. */
  remove(blob: Located): Promise<void>;

  /** Everything that is stored, whether or not a row names it, in no order. */
  stored(): AsyncIterable<StoredBlob>;

  /** Removes what was begun before a moment and never came to its end; answers how much. */
  removeUnfinished(before: number): Promise<number>;

  /**
   * Among whom identical bytes may be stored once: a name that all of them have in common. Where people see the
   * store itself, they would see by the age of the bytes that somebody else had them first.
   */
  sharedBy(owner: Owner): string;

  /** Undefined where bytes go through the platform. */
  readonly direct?: DirectAccess;

  /** Undefined where clients hand the parts of a file to the store itself. */
  readonly joining?: Joining;
}

/** Making one blob of several, in their order. */
export interface Joining {
  /**
   * Hands over what is in a blob piece by piece, with the memory it is in; the next when the last was dealt with.
   * @throws BlobError with the reason `missing`
   */
  look(blob: Located, at: (bytes: Uint8Array) => Promise<void>): Promise<void>;

  /**
   * The blobs stay what they are; the one made of them is durable when this resolves.
   * @param sha256 what the caller found their bytes to be together
   * @throws BlobError with the reason `missing`
   */
  join(blobs: readonly Located[], sha256: string): Promise<Located>;
}

export interface Taking {
  readonly maxBytes: number;
  /** Nobody else holds what `content` yields, so that its memory may be given back as soon as it is written. */
  readonly spent?: boolean;
}

/** A content that is in memory as a whole. */
export interface SmallContent {
  readonly bytes: Uint8Array;
  /** The digest that the caller found its bytes to have, in lower-case hex. */
  readonly sha256: string;
}

export interface Located {
  readonly location: string;
}

export interface StoredBlob extends Located {
  /** When it was written, by the store's clock. */
  readonly storedAt: number;
}

export interface Owner {
  readonly companyId: number;
  readonly personId: number;
}

export interface ReceivedBlob extends Located {
  readonly sha256: string;
  /** In bytes. */
  readonly size: number;

  /**
   * Says that a row names it from now on: called by the unit that does, which may be repeated, as its last act.
   */
  keep(): Promise<void>;

  /** Gives back what was never kept; does nothing afterwards. */
  discard(): Promise<void>;
}

export interface ByteRange {
  readonly first: number;
  readonly last: number;
}

/** The store as clients reach it themselves, by addresses that we sign and that soon expire. */
export interface DirectAccess {
  /** The origin of the addresses, for the pages that may call it. */
  readonly origin: string;
  readAddress(blob: Located, as: ReadAs): Promise<string>;
  /** Begins bytes that come in parts; the ticket names them to the store. */
  beginParts(): Promise<Ticket>;
  partAddress(ticket: Ticket, part: SentPart, seconds: number): Promise<PartAddress>;
  /** Makes one blob of the parts, in the order of their tags; afterwards no address of a part works any more. */
  joinParts(ticket: Ticket, etags: readonly string[]): Promise<'joined' | 'refused'>;
  dropParts(ticket: Ticket): Promise<void>;
  /** A location for one blob that a form puts there. Until its form expires the bytes may still change: see `settle`. */
  newForm(): Located;
  formAt(blob: Located, limits: FormLimits): Promise<StoreForm>;
  /** A copy that no address can change any more; null while nothing was put there. */
  settle(blob: Located): Promise<Located | null>;
}

export interface ReadAs {
  readonly contentType: string;
  readonly disposition: string;
  readonly seconds: number;
}

export interface Ticket extends Located {
  readonly uploadId: string;
}

export interface SentPart {
  /** From 1. */
  readonly number: number;
  readonly size: number;
  /** In lower-case hex. */
  readonly sha256: string;
}

export interface PartAddress {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface FormLimits {
  readonly contentType: string;
  readonly disposition: string;
  readonly maxBytes: number;
  readonly seconds: number;
}

export interface StoreForm {
  readonly url: string;
  readonly fields: Readonly<Record<string, string>>;
}

export type BlobFailure = 'too_large' | 'no_space' | 'interrupted' | 'missing' | 'unavailable';

/** Why content was not taken in or cannot be given out. */
export class BlobError extends Error {
  override readonly name = 'BlobError';
  readonly reason: BlobFailure;

  constructor(reason: BlobFailure, options?: ErrorOptions) {
    super(`blob: ${reason}`, options);
    this.reason = reason;
  }
}
