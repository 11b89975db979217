import type { Readable } from 'node:stream';

/**
 * Where the bytes of files live, named by their SHA-256 in lower-case hex. Identical content is one blob. A blob
 * never changes and is either whole or absent; which file it belongs to, only the database knows.
 */
export interface BlobStore {
  /**
   * Takes in content in constant memory. Nothing can be opened before `keep`; if the content breaks off or does not
   * fit, nothing remains.
   * @throws BlobError
   */
  receive(content: AsyncIterable<Uint8Array>, limits: { readonly maxBytes: number }): Promise<ReceivedBlob>;

  /**
   * The bytes, or those of a range; both ends are counted from 0 and belong to it.
   * @throws BlobError with the reason `missing`
   */
  open(sha256: string, range?: ByteRange): Promise<Readable>;

  has(sha256: string): Promise<boolean>;
}

export interface ReceivedBlob {
  readonly sha256: string;
  /** In bytes. */
  readonly size: number;

  /**
   * Makes the blob durable and visible. A row may name it only after this has resolved; asked again it does nothing,
   * so a write unit that is repeated may repeat it.
   */
  keep(): Promise<void>;

  /** Gives back what was never kept; does nothing afterwards. */
  discard(): Promise<void>;
}

export interface ByteRange {
  readonly first: number;
  readonly last: number;
}

export type BlobFailure = 'too_large' | 'no_space' | 'interrupted' | 'missing';

/** Why content was not taken in or cannot be given out. */
export class BlobError extends Error {
  override readonly name = 'BlobError';
  readonly reason: BlobFailure;

  constructor(reason: BlobFailure, options?: ErrorOptions) {
    super(`blob: ${reason}`, options);
    this.reason = reason;
  }
}
