import type { Reader } from '@gatehouse/database';
import { type Origin, record } from '../audit/audit.ts';
import type { House } from '../house.ts';
import type { Tables } from '../schema/tables.ts';
import { endFamily } from './family-store.ts';
import { limitReached } from './refresh-limits.ts';

/** Chains looked at, or ended, in one unit: small enough that nobody waits for it. */
const step = 200;

/** Of one Allow so many chains live as long as they like: more than anybody has machines. */
const mostChains = 100;
/** Of the others those end that nobody has refreshed for so long: their app began anew each time, and forgot them. */
const forgottenAfter = 90 * 24 * 60 * 60 * 1000;

type Keeping = Pick<House, 'clock' | 'random' | 'database' | 'settings'>;

/**
 * Ends the chains that end by themselves: past a limit, without a refresh token and with their access token expired, or
 * forgotten by an app that begins a new one each time.
 * A client that shows its token again is told so at once; this is for the chains of those who never come back. They
 * are swept as all dead chains are. Returns how many ended.
 */
export async function endChains(house: Keeping): Promise<number> {
  return (await endUnrefreshed(house)) + (await endPastLimits(house)) + (await endForgotten(house));
}

interface Ending {
  readonly id: string;
  readonly generation: number;
  readonly reason: string;
}

async function endUnrefreshed(house: Keeping): Promise<number> {
  for (let total = 0; ; ) {
    const found = await house.database.read((tx) =>
      tx
        .selectFrom('token_families')
        .select(['id', 'generation'])
        .where('ends_at', '<=', house.clock.now())
        .where('revoked_at', 'is', null)
        .orderBy('ends_at')
        .limit(step)
        .execute(),
    );
    total += await endEach(
      house,
      found.map((family) => ({ ...family, reason: 'no_refresh_token' })),
    );
    if (found.length < step) return total;
  }
}

/**
 * A limit is the deployment's or the app's, and either may change: so no row knows its end, and all chains are walked
 * in the order of their ids. Nothing is walked where nobody has set a limit.
 */
async function endPastLimits(house: Keeping): Promise<number> {
  if (!(await house.database.read((tx) => anyLimit(house, tx)))) return 0;
  const { accessTokenTtl, resourceTokenTtl } = house.settings;
  let total = 0;
  for (let after = ''; ; ) {
    const page = await house.database.read((tx) => pageOfChains(tx, after));
    // Not before its last access token has expired by itself.
    const past = house.clock.now() - Math.max(accessTokenTtl, resourceTokenTtl);
    const ending = page.flatMap(({ id, generation, revokedAt, ...family }): Ending[] => {
      const reason = revokedAt === null ? limitReached(house, family, family, past) : undefined;
      return reason === undefined ? [] : [{ id, generation, reason }];
    });
    total += await endEach(house, ending);
    const last = page.at(-1);
    if (last === undefined || page.length < step) return total;
    after = last.id;
  }
}

async function endForgotten(house: Keeping): Promise<number> {
  const before = house.clock.now() - forgottenAfter;
  let total = 0;
  for (let after = ''; ; ) {
    const page = await house.database.read((tx) =>
      tx
        .selectFrom('token_families')
        .select(({ fn }) => ['grant_id as grantId', fn.countAll<number>().as('chains')])
        .where('revoked_at', 'is', null)
        .where('grant_id', '>', after)
        .groupBy('grant_id')
        .orderBy('grant_id')
        .limit(step)
        .execute(),
    );
    for (const { grantId, chains } of page)
      total += await endLongestUnused(house, grantId, { most: Number(chains) - mostChains, before });
    const last = page.at(-1);
    if (last === undefined || page.length < step) return total;
    after = last.grantId;
  }
}

async function endLongestUnused(
  house: Keeping,
  grantId: string,
  { most, before }: { readonly most: number; readonly before: number },
): Promise<number> {
  let total = 0;
  while (total < most) {
    const found = await house.database.read((tx) =>
      tx
        .selectFrom('token_families')
        .select(['id', 'generation'])
        .where('grant_id', '=', grantId)
        .where('revoked_at', 'is', null)
        .where('rotated_at', '<', before)
        .orderBy('rotated_at')
        .limit(Math.min(step, most - total))
        .execute(),
    );
    if (found.length === 0) break;
    await endEach(
      house,
      found.map((family) => ({ ...family, reason: 'forgotten' })),
    );
    total += found.length;
  }
  return total;
}

async function anyLimit({ settings }: Keeping, tx: Reader<Tables>): Promise<boolean> {
  if (settings.refreshIdleLimit > 0 || settings.refreshAbsoluteLimit > 0) return true;
  const limited = await tx
    .selectFrom('clients')
    .select('client_id')
    .where((eb) =>
      eb.or([eb('refresh_idle_limit', 'is not', null), eb('refresh_absolute_limit', 'is not', null)]),
    )
    .limit(1)
    .executeTakeFirst();
  return limited !== undefined;
}

async function pageOfChains(tx: Reader<Tables>, after: string) {
  return await tx
    .selectFrom('token_families as family')
    .innerJoin('clients', 'clients.client_id', 'family.client_id')
    .select(['family.id', 'family.generation', 'family.revoked_at as revokedAt'])
    .select(['family.created_at as createdAt', 'family.rotated_at as rotatedAt'])
    .select(['clients.refresh_idle_limit as refreshIdleLimit'])
    .select(['clients.refresh_absolute_limit as refreshAbsoluteLimit'])
    .where('family.id', '>', after)
    .orderBy('family.id')
    .limit(step)
    .execute();
}

/** None that was refreshed while it was looked at. */
async function endEach(house: Keeping, ending: readonly Ending[]): Promise<number> {
  if (ending.length === 0) return 0;
  return await house.database.write(async (tx) => {
    let ended = 0;
    for (const { id, generation, reason } of ending) {
      if (!(await endFamily(tx, { id, generation }, reason, house.clock.now()))) continue;
      ended += 1;
      const event = { event: 'token.family_ended', subject: `family:${id}`, details: { reason } } as const;
      await record(house, tx, origin, event);
    }
    return ended;
  });
}

const origin: Origin = {
  requestId: 'housekeeping',
  address: '',
  actor: { kind: 'system' },
  clientId: null,
};
