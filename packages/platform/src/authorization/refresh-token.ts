import { createHmac, timingSafeEqual } from 'node:crypto';
import { type KeyRing, keyedHash, type Random, verifyKeyedHash } from '@gatehouse/service';

const purpose = 'refresh-token';
const randomBytes = 32;
const macBytes = 16;
const pattern = /^ghr_([0-9a-z]{26})_([A-Za-z0-9_-]{70})$/;

/** What an authentic refresh token says about itself. */
export interface RefreshTokenName {
  readonly familyId: string;
  /** Counts the rotations of its family; an integer, for two of them may fall into one millisecond. */
  readonly generation: number;
}

/**
 * `ghr_<family id>_<generation, 256 random bits, MAC>`. The MAC covers the family and the generation, so every token
 * we ever made proves its place in its family without a row of its own, and no edit can point it at another family.
 */
export function makeRefreshToken(keys: KeyRing, random: Random, name: RefreshTokenName): string {
  const body = Buffer.alloc(4 + randomBytes);
  body.writeUInt32BE(name.generation);
  body.set(random.bytes(randomBytes), 4);
  const tag = macOf(keys, keys.currentId, name.familyId, body);
  return `ghr_${name.familyId}_${Buffer.concat([body, tag]).toString('base64url')}`;
}

/** The token's name if one of our keys made it; undefined for anything else. */
export function readRefreshToken(keys: KeyRing, text: string): RefreshTokenName | undefined {
  const [, familyId, encoded] = pattern.exec(text) ?? [];
  if (familyId === undefined || encoded === undefined) return undefined;
  const bytes = Buffer.from(encoded, 'base64url');
  // One spelling only: the last character has bits to spare.
  if (bytes.toString('base64url') !== encoded) return undefined;
  const body = bytes.subarray(0, -macBytes);
  const tag = bytes.subarray(-macBytes);
  const authentic = keys.ids().some((keyId) => timingSafeEqual(macOf(keys, keyId, familyId, body), tag));
  return authentic ? { familyId, generation: body.readUInt32BE() } : undefined;
}

export function hashRefreshToken(keys: KeyRing, text: string): string {
  return keyedHash(keys, purpose, text);
}

export function refreshTokenMatches(keys: KeyRing, text: string, hash: string | null): boolean {
  return hash !== null && verifyKeyedHash(keys, purpose, text, hash);
}

function macOf(keys: KeyRing, keyId: string, familyId: string, body: Uint8Array): Buffer {
  return createHmac('sha256', keys.derive('refresh-token-name', keyId))
    .update(`${familyId}.`)
    .update(body)
    .digest()
    .subarray(0, macBytes);
}
