import type { Database, Reader } from '@gatehouse/database';
import type { Clock } from '@gatehouse/service';
import type { AccessTokenClaims } from '../access/access-token.ts';
import type { Tables } from '../schema/tables.ts';
import type { Allowance, RateLimits } from './rate-limits.ts';

/** What of an access token says whose calls are counted. */
export type CountedToken = Pick<AccessTokenClaims, 'clientId' | 'familyId' | 'tokenId' | 'epoch'>;

export interface AppLimits {
  /** Takes one call from the allowance of whoever this app acts for. */
  take(token: CountedToken): Promise<Allowance>;
  /** Whether a call would be let through now; takes nothing. */
  hasRoom(token: CountedToken): Promise<boolean>;
}

interface Known {
  /** Whose allowance it is. */
  readonly owner: string;
  readonly seenAt: number;
}

/** So long what died may still take from the allowance of whose it was. */
const seenFor = 60_000;
const mostKnown = 100_000;

/**
 * An app's calls are counted for each person who uses it, however often they authorize it: an app that does so again
 * and again gets no more by it, and nobody takes anything from others who use the app. Where an app acts for itself, for
 * the app. What is dead is counted for itself, so that whoever holds an old token takes nothing from anybody.
 */
export function appLimits(database: Database<Tables>, clock: Clock, limits: RateLimits): AppLimits {
  const known = new Map<string, Known>();

  async function ownerOf(token: CountedToken): Promise<string> {
    const { clientId, familyId, tokenId } = token;
    const name = familyId ?? tokenId;
    const now = clock.now();
    const before = known.get(name);
    if (before !== undefined && Math.abs(now - before.seenAt) < seenFor) return before.owner;
    const alive = await database.read((tx) =>
      familyId === null ? aliveClient(tx, token) : alivePerson(tx, familyId),
    );
    const owner = alive ?? `${clientId} ${name}`;
    known.delete(name);
    known.set(name, { owner, seenAt: now });
    const [oldest] = known.keys();
    if (known.size > mostKnown && oldest !== undefined) known.delete(oldest);
    return owner;
  }

  return {
    take: async (token) => await limits.take(await ownerOf(token)),
    hasRoom: async (token) => await limits.hasRoom(await ownerOf(token)),
  };
}

/** Undefined where the chain is dead, or unknown. */
async function alivePerson(tx: Reader<Tables>, familyId: string): Promise<string | undefined> {
  const row = await tx
    .selectFrom('token_families as family')
    .innerJoin('grants', 'grants.id', 'family.grant_id')
    .select(['family.client_id', 'grants.person_id'])
    .where('family.id', '=', familyId)
    .where('family.revoked_at', 'is', null)
    .where('grants.revoked_at', 'is', null)
    .executeTakeFirst();
  return row && `${row.client_id} person:${row.person_id}`;
}

/** Undefined where the token was revoked, or is of a secret that was regenerated since. */
async function aliveClient(
  tx: Reader<Tables>,
  { clientId, tokenId, epoch }: CountedToken,
): Promise<string | undefined> {
  const row = await tx
    .selectFrom('clients')
    .select('client_id')
    .where('client_id', '=', clientId)
    .where('epoch', '=', epoch)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('revoked_tokens').select('token_id').where('token_id', '=', tokenId))),
    )
    .executeTakeFirst();
  return row?.client_id;
}
