import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto';
import type { Random } from '../random.ts';
import type { KeyRing } from './key-ring.ts';

const algorithm = 'aes-256-gcm';
const saltBytes = 12;
const nonceBytes = 12;
const tagBytes = 16;

/** What a sealed value is for and where it belongs; the same must be said to open it. */
export interface SealContext {
  /** A constant of the program; selects the derived key. */
  readonly purpose: string;
  /** The row, column, tenant or name it belongs to: moved elsewhere, it does not open. */
  readonly associatedData: readonly [string, ...string[]];
  /**
   * At random, at least 128 bits: what the reader must hold besides the ring's key. Neither opens the value without
   * the other.
   */
  readonly secret?: string;
}

/**
 * Seals bytes with AES-256-GCM under the ring's current key: `<key id>.<nonce>.<ciphertext and tag>`.
 *
 * The nonce has 24 bytes: the first half derives a key for this message, the second is GCM's own nonce.
 * With 12 random bytes alone a key would be worn out after 2^32 messages (NIST SP 800-38D §8.3), which
 * access tokens reach in weeks.
 */
export function seal(ring: KeyRing, random: Random, context: SealContext, plaintext: Uint8Array): string {
  const keyId = ring.currentId;
  const nonce = random.bytes(saltBytes + nonceBytes);
  const cipher = createCipheriv(
    algorithm,
    messageKey(ring, context, keyId, nonce),
    nonce.subarray(saltBytes),
    {
      authTagLength: tagBytes,
    },
  );
  cipher.setAAD(bound(context, keyId));
  const sealed = Buffer.concat([cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
  return `${keyId}.${Buffer.from(nonce).toString('base64url')}.${sealed.toString('base64url')}`;
}

/**
 * The sealed bytes, or undefined for anything but a value sealed by this ring in this context. The key is
 * chosen by its id, never by trial.
 */
export function open(ring: KeyRing, context: SealContext, sealed: string): Uint8Array | undefined {
  const [keyId = '', nonceText = '', bodyText = '', ...rest] = sealed.split('.');
  const nonce = fromBase64url(nonceText);
  const body = fromBase64url(bodyText);
  if (rest.length > 0 || !ring.ids().includes(keyId)) return undefined;
  if (nonce?.length !== saltBytes + nonceBytes || body === undefined || body.length < tagBytes)
    return undefined;
  try {
    const decipher = createDecipheriv(
      algorithm,
      messageKey(ring, context, keyId, nonce),
      nonce.subarray(saltBytes),
      { authTagLength: tagBytes },
    );
    decipher.setAAD(bound(context, keyId));
    decipher.setAuthTag(body.subarray(-tagBytes));
    return Buffer.concat([decipher.update(body.subarray(0, -tagBytes)), decipher.final()]);
  } catch {
    return undefined;
  }
}

/** The extract step of HKDF (RFC 5869 section 2.2), salted by the ring's key; the first part's length is fixed. */
function messageKey(ring: KeyRing, context: SealContext, keyId: string, nonce: Uint8Array): Buffer {
  return createHmac('sha256', ring.derive(`seal ${context.purpose}`, keyId))
    .update(nonce.subarray(0, saltBytes))
    .update(context.secret ?? '')
    .digest();
}

/** JSON keeps the parts apart: ["ab", "c"] and ["a", "bc"] are different places. */
function bound(context: SealContext, keyId: string): Buffer {
  return Buffer.from(JSON.stringify([keyId, context.purpose, ...context.associatedData]));
}

/** Only the one canonical spelling: a second spelling of the same bytes would escape lists of revoked values. */
function fromBase64url(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64url');
  return bytes.toString('base64url') === text ? bytes : undefined;
}
