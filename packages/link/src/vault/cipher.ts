import { createCipheriv, createDecipheriv, createHmac, timingSafeEqual } from 'node:crypto';
import type { Random } from '@gatehouse/service';

export interface Encrypted {
  readonly iv: Uint8Array;
  readonly ciphertext: Uint8Array;
  readonly tag: Uint8Array;
}

/** An authenticated cipher. Every data key encrypts one message, so no nonce can come twice. */
export interface Cipher {
  readonly number: number;
  readonly keyBytes: number;
  readonly ivBytes: number;
  readonly tagBytes: number;
  encrypt(key: Uint8Array, iv: Uint8Array, plaintext: Uint8Array, bound: Uint8Array): Encrypted;
  /** Undefined where anything is not as it was. */
  decrypt(key: Uint8Array, sealed: Encrypted, bound: Uint8Array): Uint8Array | undefined;
}

const gcm: Cipher = {
  number: 1,
  keyBytes: 32,
  ivBytes: 12,
  tagBytes: 16,
  encrypt(key, iv, plaintext, bound) {
    const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength: 16 }).setAAD(bound);
    const ciphertext = Buffer.concat([cipher.update(plaintext), cipher.final()]);
    return { iv, ciphertext, tag: cipher.getAuthTag() };
  },
  decrypt(key, { iv, ciphertext, tag }, bound) {
    const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: 16 })
      .setAAD(bound)
      .setAuthTag(tag);
    try {
      return Buffer.concat([decipher.update(ciphertext), decipher.final()]);
    } catch {
      return undefined;
    }
  },
};

/** A256CBC-HS512 (RFC 7518 section 5.2.5): the MAC is checked before any padding is looked at. */
const cbcHmac: Cipher = {
  number: 2,
  keyBytes: 64,
  ivBytes: 16,
  tagBytes: 32,
  encrypt(key, iv, plaintext, bound) {
    const cipher = createCipheriv('aes-256-cbc', key.subarray(32), iv);
    const ciphertext = Buffer.concat([cipher.update(plaintext), cipher.final()]);
    return { iv, ciphertext, tag: macOf(key, iv, ciphertext, bound) };
  },
  decrypt(key, { iv, ciphertext, tag }, bound) {
    if (!timingSafeEqual(macOf(key, iv, ciphertext, bound), tag)) return undefined;
    const decipher = createDecipheriv('aes-256-cbc', key.subarray(32), iv);
    return Buffer.concat([decipher.update(ciphertext), decipher.final()]);
  },
};

function macOf(key: Uint8Array, iv: Uint8Array, ciphertext: Uint8Array, bound: Uint8Array): Buffer {
  const bits = Buffer.alloc(8);
  bits.writeBigUInt64BE(BigInt(bound.length) * 8n);
  const mac = createHmac('sha512', key.subarray(0, 32));
  return mac.update(bound).update(iv).update(ciphertext).update(bits).digest().subarray(0, 32);
}

/** What may be chosen by `LINK_CIPHER`; both can always be read. */
export const ciphers = { 'aes-256-gcm': gcm, 'aes-256-cbc-hs512': cbcHmac } as const;
export type CipherName = keyof typeof ciphers;

export function cipherByNumber(number: number): Cipher | undefined {
  return Object.values(ciphers).find((cipher) => cipher.number === number);
}

export function freshIv(cipher: Cipher, random: Random): Uint8Array {
  return random.bytes(cipher.ivBytes);
}
