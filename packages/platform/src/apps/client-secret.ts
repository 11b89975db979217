import { type KeyRing, keyedHash, type Random, verifyKeyedHash } from '@gatehouse/service';

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
  const active = stored.filter((secret) => secret.expiresAt === null || secret.expiresAt > now);
  // Made once whether it is needed or not, for its making can be seen as well.
  const decoy = `${keys.currentId}.${'A'.repeat(43)}`;
  let matches = false;
  for (let place = 0; place < Math.max(activeSecrets, active.length); place += 1) {
    const hash = active[place]?.hash ?? decoy;
    // No short circuit: every comparison is made.
    matches = verifyKeyedHash(keys, purpose, presented, hash) || matches;
  }
  return matches;
}
