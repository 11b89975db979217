/**
 * Who keeps the keys that wrap data keys: a file, the environment, AWS KMS or Vault's Transit engine. The keys never
 * lie in the database.
 */
export interface Custodian {
  /** The name of the key that wraps now. */
  current(): Promise<string>;
  /** Wraps a data key so that it opens with the same `bound` bytes only. */
  wrap(dataKey: Uint8Array, bound: Uint8Array): Promise<Wrapped>;
  /** @throws RecordRefused for a key that is unknown, or bytes that do not open; CustodianDown where nobody answers. */
  unwrap(wrapped: Wrapped, bound: Uint8Array): Promise<Uint8Array>;
}

export interface Wrapped {
  readonly keyId: string;
  readonly bytes: Uint8Array;
}

/** A sealed record does not open here. One message for every reason: which check failed is nobody's business. */
export class RecordRefused extends Error {
  override readonly name = 'RecordRefused';
  constructor(options?: ErrorOptions) {
    super('a sealed record does not open', options);
  }
}

/** The keys are with somebody who does not answer; nothing is wrong with the record. */
export class CustodianDown extends Error {
  override readonly name = 'CustodianDown';
}
