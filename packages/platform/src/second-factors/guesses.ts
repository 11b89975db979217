import type { Writer } from '@gatehouse/database';
import type { House } from '../house.ts';
import type { Tables } from '../schema/tables.ts';
import { findGuesses, forgetGuesses, type GuessKey, sweepGuesses, writeGuesses } from './guess-store.ts';

/** Wrong codes that cost nothing; then a wait that doubles with each one, up to the cap. Milliseconds. */
const free = 5;
const first = 1_000;
const cap = 15 * 60_000;
const forgottenAfter = 24 * 60 * 60_000;

export type Guess =
  | { readonly admitted: true /** Which in a row this is. */; readonly number: number }
  | { readonly admitted: false; readonly seconds: number };

/**
 * Counts a code before it is looked at: a hundred at once are not a hundred free ones. The count is in the database,
 * for a million codes can be shared out over many addresses and nodes; so strangers who know the password slow each
 * other down, at fifteen minutes a guess. A browser that signed this person in before has a count of its own, so that
 * strangers cannot keep the person out.
 */
export async function takeGuess(
  house: Pick<House, 'clock'>,
  tx: Writer<Tables>,
  key: GuessKey,
): Promise<Guess> {
  const now = house.clock.now();
  const before = await findGuesses(tx, key);
  const isFresh = before === undefined || now - before.last_at >= forgottenAfter;
  if (!isFresh && before.blocked_until > now)
    return { admitted: false, seconds: Math.ceil((before.blocked_until - now) / 1000) };
  const number = isFresh ? 1 : before.failures + 1;
  const wait = number <= free ? 0 : Math.min(cap, first * 2 ** Math.min(number - free - 1, 30));
  const row = { ...key, failures: number, blocked_until: now + wait, last_at: now };
  // Who loses the race for a count may try again in a second.
  return (await writeGuesses(tx, row, before)) ? { admitted: true, number } : { admitted: false, seconds: 1 };
}

/** After a right code: its count begins anew. */
export async function forgiveGuesses(tx: Writer<Tables>, key: GuessKey): Promise<void> {
  await forgetGuesses(tx, key);
}

/** Removes what is forgotten. Returns how many. */
export async function sweepOldGuesses(house: Pick<House, 'database' | 'clock'>): Promise<number> {
  return await sweepGuesses(house, house.clock.now() - forgottenAfter);
}
