import { type KeyRing, keyedHash, type Random, verifyKeyedHash } from '@gatehouse/service';

const purpose = 'authorization-code';
const pattern = /^ghc_([0-9a-z]{26})_[A-Za-z0-9_-]{43}$/;

/** `ghc_<row id>_<256 random bits>`: found by its row's key, proven by its hash. */
export function makeCode(
  keys: KeyRing,
  random: Random,
  id: string,
): { readonly text: string; readonly hash: string } {
  const text = `ghc_${id}_${Buffer.from(random.bytes(32)).toString('base64url')}`;
  return { text, hash: keyedHash(keys, purpose, text) };
}

/** The row a code names, before anything is proven; undefined for what is no code of ours. */
export function rowOfCode(text: string): string | undefined {
  return pattern.exec(text)?.[1];
}

/** Whether it is the code of this row, compared in constant time. */
export function codeMatches(keys: KeyRing, text: string, hash: string): boolean {
  return verifyKeyedHash(keys, purpose, text, hash);
}
