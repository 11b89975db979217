import { hkdfSync } from 'node:crypto';

/**
 * The master keys, newest first: the first key seals, all keys open. Nothing uses a master key directly;
 * every use derives its own key, so that a sealed cookie can never pass for a sealed token.
 */
export interface KeyRing {
  /** The key that seals and hashes today. */
  readonly currentId: string;
  /**
   * The 32-byte key for one purpose (HKDF-SHA256, RFC 5869), remembered. Purposes are constants of the
   * program, never taken from a request. Throws RangeError for a key that is not on the ring.
   */
  derive(purpose: string, keyId?: string): Uint8Array;
  ids(): readonly string[];
}

export const masterKeyBytes = 32;

/** A ring of 32-byte keys, newest first. Throws RangeError for no key, a short key or a key given twice. */
export function keyRingFrom(keys: readonly Uint8Array[]): KeyRing {
  const masters = new Map(keys.map((key) => [keyIdOf(key), Uint8Array.from(key)]));
  const ids = [...masters.keys()];
  const [currentId] = ids;
  if (currentId === undefined) throw new RangeError('A key ring needs at least one key.');
  if (ids.length !== keys.length) throw new RangeError('The same key is on the ring twice.');
  const derived = new Map<string, Uint8Array>();

  return {
    currentId,
    ids: () => ids,
    derive(purpose, keyId = currentId) {
      const name = `${keyId}.${purpose}`;
      const known = derived.get(name);
      if (known !== undefined) return known;
      const master = masters.get(keyId);
      if (master === undefined) throw new RangeError('The key ring has no such key.');
      const key = hkdf(master, `gatehouse ${purpose}`, 32);
      derived.set(name, key);
      return key;
    },
  };
}

/** Names the key without telling anything about it: an HKDF output under a label nothing else uses. */
function keyIdOf(key: Uint8Array): string {
  if (key.length !== masterKeyBytes) throw new RangeError(`A master key has ${masterKeyBytes} bytes.`);
  return Buffer.from(hkdf(key, 'gatehouse-key-id', 6)).toString('base64url');
}

function hkdf(key: Uint8Array, info: string, length: number): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', key, new Uint8Array(0), info, length));
}
