import type { Database } from '@gatehouse/database';
import type { Clock } from '@gatehouse/service';
import type { Tables } from '../schema/tables.ts';
import type { Allowance, RateLimits } from './rate-limits.ts';

/** What of an access token says whose calls are counted. */
export interface CountedToken {
  readonly clientId: string;
  readonly familyId: string | null;
}

export interface AppLimits {
  /** Takes one call from the allowance of whoever this app acts for. */
  take(token: CountedToken): Promise<Allowance>;
}

interface Owner {
  /** Null where the chain is dead, or unknown. */
  readonly personId: number | null;
  readonly seenAt: number;
}

/** So long a chain that died may still take from its person's allowance. */
const seenFor = 60_000;
const mostChains = 100_000;

/**
 * An app's calls are counted for each person who uses it, however often they authorize it: an app that does so again
 * and again gets no more by it, and nobody takes anything from others who use the app. A dead chain is counted for
 * itself, so that whoever holds an old token takes nothing from anybody. Where an app acts for itself, for the app.
 */
export function appLimits(database: Database<Tables>, clock: Clock, limits: RateLimits): AppLimits {
  const owners = new Map<string, Owner>();

  async function ownerOf(familyId: string): Promise<number | null> {
    const now = clock.now();
    const known = owners.get(familyId);
    if (known !== undefined && Math.abs(now - known.seenAt) < seenFor) return known.personId;
    const row = await database.read((tx) =>
      tx
        .selectFrom('token_families as family')
        .innerJoin('grants', 'grants.id', 'family.grant_id')
        .select('grants.person_id')
        .where('family.id', '=', familyId)
        .where('family.revoked_at', 'is', null)
        .where('grants.revoked_at', 'is', null)
        .executeTakeFirst(),
    );
    const personId = row?.person_id ?? null;
    owners.delete(familyId);
    owners.set(familyId, { personId, seenAt: now });
    const [oldest] = owners.keys();
    if (owners.size > mostChains && oldest !== undefined) owners.delete(oldest);
    return personId;
  }

  return {
    async take({ clientId, familyId }) {
      if (familyId === null) return await limits.take(clientId);
      const personId = await ownerOf(familyId);
      return await limits.take(`${clientId} ${personId === null ? familyId : `person:${personId}`}`);
    },
  };
}
