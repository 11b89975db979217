import { type KeyRing, keyedHash, keyedHashes, type Random, verifyKeyedHash } from '@gatehouse/service';

const devicePurpose = 'device-code';
const userPurpose = 'device-user-code';
const pattern = /^ghd_([0-9a-z]{26})_[A-Za-z0-9_-]{43}$/;

/** No vowels, so that no word comes out, and nothing that looks like something else (RFC 8628 section 6.1). */
const letters = 'BCDFGHJKLMNPQRSTVWXZ';
const length = 8;

/** `ghd_<row id>_<256 random bits>`: what the device polls with. */
export function makeDeviceCode(keys: KeyRing, random: Random, id: string) {
  const text = `ghd_${id}_${Buffer.from(random.bytes(32)).toString('base64url')}`;
  return { text, hash: keyedHash(keys, devicePurpose, text) };
}

/** The row a device code names, before anything is proven. */
export function rowOfDeviceCode(text: string): string | undefined {
  return pattern.exec(text)?.[1];
}

export function deviceCodeMatches(keys: KeyRing, text: string, hash: string): boolean {
  return verifyKeyedHash(keys, devicePurpose, text, hash);
}

/** Eight letters, 2^34 of them: what a person types from one screen into another. */
export function makeUserCode(random: Random): string {
  let code = '';
  while (code.length < length)
    for (const byte of random.bytes(16)) {
      // Without the last bytes, every letter is as likely as every other.
      if (byte < 240 && code.length < length) code += letters[byte % letters.length] ?? '';
    }
  return code;
}

/** With a dash in the middle, as it is shown. */
export function shownUserCode(code: string): string {
  return `${code.slice(0, 4)}-${code.slice(4)}`;
}

/** What was typed, as a code; undefined where it cannot be one. Capitals, spaces and dashes do not count. */
export function readUserCode(typed: string): string | undefined {
  const code = typed.toUpperCase().replace(/[\s._-]/g, '');
  return new RegExp(`^[${letters}]{${length}}$`).test(code) ? code : undefined;
}

export function hashUserCode(keys: KeyRing, code: string): string {
  return keyedHash(keys, userPurpose, code);
}

/** By every key of the ring: one may have been made before the newest came. */
export function hashesOfUserCode(keys: KeyRing, code: string): readonly string[] {
  return keyedHashes(keys, userPurpose, code);
}
