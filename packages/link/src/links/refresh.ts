import type { NeedsSignInReason } from '@gatehouse/wire';
import type { House } from '../house.ts';
import { note } from '../journal/journal.ts';
import { tell } from '../news/news.ts';
import type { Pair } from '../provider/provider.ts';
import type { Refreshing } from '../provider/refreshing.ts';
import type { LinkRow } from '../schema/tables.ts';
import { keyIdOf } from '../vault/sealed-record.ts';
import { changeLink, claimLease } from './link-store.ts';
import type { SpiltPair } from './spill.ts';
import { openTokens, sealTokens, timesOf } from './token-record.ts';

/** A claim that ran out is a process that died: another one goes on, while the server may still repeat a lost answer. */
const lease = 20_000;
/** The longest that a try takes, with a look at the server's metadata before it, and without. */
const longestTry = 16_000;
const longestRetry = 8_000;
const backOff = 5_000;
const operatorBackOff = 30_000;
const longestRest = 60_000;
/** So many tries fall into the grace in which a lost answer can still be had; from then on each rest is twice the last. */
const quickTries = 12;

/** `busy`: somebody else holds the lease. `resting`: it failed a moment ago. */
export type Refreshed = 'renewed' | 'busy' | 'resting' | 'ended' | 'failed';

/**
 * One refresh for all who wait, on however many nodes. The attempt is written before the token is sent: whoever finds
 * it later knows that an answer may be lost.
 */
export async function refreshLink(house: House, link: LinkRow): Promise<Refreshed> {
  const { clock, database } = house;
  // Its refresh token is used up: what came of it is here, and is stored before anything else is asked.
  if (house.spill.has(link.id)) {
    await storeSpilt(house);
    return 'busy';
  }
  if (link.rest_until > house.clock.now()) return 'resting';
  // Before the claim: a key service takes its time. What is opened is what is claimed, by its generation.
  const { refreshToken } = await openTokens(house, link);
  const now = clock.now();
  const claimed = await database.write((tx) => claimLease(tx, link.person_id, link, now, now + lease));
  if (!claimed) return 'busy';
  const held: LinkRow = { ...link, fence: link.fence + 1, attempt_at: now };
  // The fence guards the row and not the server: whoever slept through the claim would send a token that another one
  // has used, and end the family.
  const isHeldFor = (time: number) => clock.now() + time <= now + lease;
  if (!isHeldFor(longestTry)) return await rest(house, held, backOff, link.attempt_at !== null);
  const first = await house.gatehouse.refresh(refreshToken);
  // The answer may be lost and the token used up: within its grace the server repeats the very same pair.
  const again = first.kind === 'lost' && isHeldFor(longestRetry);
  const outcome = again ? await house.gatehouse.refresh(refreshToken) : first;
  const uncertain = link.attempt_at !== null || first.kind === 'lost';
  return await settle(house, held, outcome, uncertain);
}

async function settle(
  house: House,
  held: LinkRow,
  outcome: Refreshing,
  uncertain: boolean,
): Promise<Refreshed> {
  switch (outcome.kind) {
    case 'pair':
      return await keep(house, held, outcome.pair);
    case 'dead':
      if (outcome.expired) return await endLink(house, held, 'expired');
      return await endLink(house, held, uncertain ? 'response_lost' : 'revoked');
    case 'refused':
      house.logger.error({ link: held.id, why: outcome.why }, 'Gatehouse refuses this service; links wait');
      return await rest(house, held, operatorBackOff, uncertain && held.attempt_at !== null);
    case 'not_sent':
      return await rest(house, held, backOff, uncertain);
    case 'lost':
      return await rest(house, held, backOff, true);
  }
}

/** A pair that was received is never in memory alone: where no database takes it, it goes to this machine's disk. */
async function keep(house: House, held: LinkRow, pair: Pair): Promise<Refreshed> {
  const { id, person_id, generation, fence, state } = held;
  const { sealed } = await sealTokens(house, held, generation + 1, pair);
  const spilt: SpiltPair = {
    held: { id, person_id, generation, fence, state },
    times: timesOf(house, pair),
    sealed: Buffer.from(sealed).toString('base64'),
  };
  try {
    return await store(house, spilt);
  } catch (error) {
    await house.spill.put(spilt);
    house.logger.error({ err: error, link: id }, 'no database takes a new pair; it waits on disk');
    return 'failed';
  }
}

/** `busy`: unlinked or linked again meanwhile; the family is closed there, and this pair with it. */
async function store(
  house: Pick<House, 'database' | 'clock' | 'random'>,
  { held, times, sealed }: SpiltPair,
): Promise<Refreshed> {
  const { person_id, id } = held;
  const record = Buffer.from(sealed, 'base64');
  const change = {
    ...times,
    sealed: record,
    key_id: keyIdOf(record),
    generation: held.generation + 1,
    lease_until: 0,
    failures: 0,
    attempt_at: null,
  };
  return await house.database.write(async (tx) => {
    if (!(await changeLink(tx, person_id, held, change))) return 'busy';
    await note(house, tx, { personId: person_id, event: 'refreshed', linkId: id });
    return 'renewed';
  });
}

/** Stores what waits on disk, or forgets it where the link has gone on without it. */
export async function storeSpilt(house: House): Promise<void> {
  for (const spilt of await house.spill.all()) {
    const stored = await store(house, spilt);
    if (stored === 'busy')
      house.logger.warn({ link: spilt.held.id }, 'a pair that waited was of no use any more');
    await house.spill.drop(spilt);
  }
}

/** Says once that the person is needed. The dead pair goes, so nothing ever tries it again. */
async function endLink(house: House, held: LinkRow, reason: NeedsSignInReason): Promise<Refreshed> {
  const { person_id, id } = held;
  const change = {
    state: 'needs_sign_in',
    reason,
    sealed: null,
    key_id: null,
    lease_until: 0,
    attempt_at: null,
  } as const;
  return await house.database.write(async (tx) => {
    if (!(await changeLink(tx, person_id, held, change))) return 'busy';
    await note(house, tx, { personId: person_id, event: 'needs_sign_in', linkId: id });
    await tell(house, tx, id, 'needs_sign_in', { reason });
    return 'ended';
  });
}

/** However many ask: a server that is away is not asked in a storm when it comes back. */
async function rest(
  { clock, database }: House,
  held: LinkRow,
  first: number,
  uncertain: boolean,
): Promise<Refreshed> {
  const doublings = Math.min(Math.max(0, held.failures - quickTries), 10);
  const wait = Math.min(longestRest, first * 2 ** doublings);
  const change = {
    lease_until: 0,
    rest_until: clock.now() + wait,
    failures: held.failures + 1,
    attempt_at: uncertain ? held.attempt_at : null,
  };
  await database.write((tx) => changeLink(tx, held.person_id, held, change));
  return 'failed';
}
