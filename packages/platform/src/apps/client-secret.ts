import { type KeyRing, keyedHash, type Random, verifyKeyedHashes } from '@gatehouse/service';

const purpose = 'client-secret';

/** At most two secrets of a client are active: the new one, and the old one until its deadline. */
const activeSecrets = 2;

/** A secret as it is stored; its text is known to the client alone. */
export interface StoredSecret {
  readonly id: string;
  readonly hash: string;
  /** Milliseconds; null for a secret without a deadline. */
  readonly expiresAt: number | null;
}

export interface NewSecret {
  /** Shown once, and never again. */
  readonly text: string;
  readonly hash: string;
  readonly hint: string;
}

/** 256 random bits behind a prefix that leak scanners recognise. */
export function makeSecret(keys: KeyRing, random: Random): NewSecret {
  const text = `ghs_${Buffer.from(random.bytes(32)).toString('base64url')}`;
  return { text, hash: keyedHash(keys, purpose, text), hint: text.slice(-4) };
}

/**
 * Whether the text is one of the active secrets. The work is the same for an unknown client, one secret or two,
 * so the time of the answer does not tell which clients exist.
 */
export function secretMatches(
  keys: KeyRing,
  stored: readonly StoredSecret[],
  presented: string,
  now: number,
): boolean {
  const hashes: string[] = [];
  for (const { hash, expiresAt } of stored) if (expiresAt === null || expiresAt > now) hashes.push(hash);
  // Made once whether it is needed or not, for its making can be seen as well.
  const decoy = `${keys.currentId}.${'A'.repeat(43)}`;
  while (hashes.length < activeSecrets) hashes.push(decoy);
  return verifyKeyedHashes(keys, purpose, presented, hashes);
}
