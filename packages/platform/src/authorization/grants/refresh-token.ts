import type { Writer } from '@gatehouse/database';
import type { RefreshTokenRequest, TokenResponse } from '@gatehouse/wire';
import { type Origin, record } from '../../audit/audit.ts';
import type { Tables } from '../../schema/tables.ts';
import { type Family, findFamily, noteRepeat, revokeFamily, rotateFamily } from '../family-store.ts';
import { OAuthError, type Reason } from '../oauth-error.ts';
import { limitReached } from '../refresh-limits.ts';
import {
  hashRefreshToken,
  type RefreshTokenName,
  readRefreshToken,
  refreshTokenMatches,
} from '../refresh-token.ts';
import { type Resource, targetOf } from '../resource.ts';
import { tellOfKilledFamily } from '../tell-of-killed-family.ts';
import type { TokenCall } from '../token-call.ts';
import { makePair, openPair, sealPair, type TokenPair, tokenResponse } from '../token-pair.ts';

type Outcome =
  | { readonly kind: 'issued' | 'repeated'; readonly pair: TokenPair }
  | { readonly kind: 'refused'; readonly reason: Reason };

/** One authenticated client with one authentic token in its hand. */
interface Attempt extends TokenCall {
  readonly presented: string;
  readonly name: RefreshTokenName;
  /** What it asked for; nothing takes what the chain is for, if that is one API. */
  readonly resource: string | undefined;
}

/**
 * RFC 6749 section 6, with rotation on every use (RFC 9700 section 4.14.2). The family's one row is read, judged and
 * replaced in one unit; revoking, disconnecting and killing change the same row, so nothing slips between.
 */
export async function refresh(by: TokenCall, request: RefreshTokenRequest): Promise<TokenResponse> {
  const { house } = by;
  const presented = request.refresh_token;
  const name = readRefreshToken(house.keys, presented);
  if (name === undefined) throw new OAuthError('refresh_forged');
  const attempt: Attempt = { ...by, presented, name, resource: request.resource };

  const outcome = await house.database.write<Outcome>(async (tx) => {
    const first = await settle(tx, attempt);
    if (first !== 'lost_race') return first;
    // Somebody replaced this generation first; with the row as it is now, this is a repeat.
    const second = await settle(tx, attempt);
    return second === 'lost_race' ? refused('refresh_unknown') : second;
  });

  if (outcome.kind === 'refused') throw new OAuthError(outcome.reason);
  const { pair } = outcome;
  return tokenResponse(pair, outcome.kind === 'issued' ? pair.issuedAt : house.clock.now());
}

async function settle(tx: Writer<Tables>, attempt: Attempt): Promise<Outcome | 'lost_race'> {
  const { house, client, name } = attempt;
  const family = await findFamily(tx, name.familyId);
  if (family === undefined) return refused('refresh_unknown');
  // A wrong caller neither consumes nor kills anything (check RT-12).
  if (family.clientId !== client.clientId) return refused('refresh_of_other_client');
  if (!family.alive) return refused('refresh_family_dead');
  const proof = proofFault(attempt, family);
  if (proof !== undefined) return refused(proof);
  const now = house.clock.now();
  const limit = limitReached(house, client, family, now);
  if (limit !== undefined) return await end(tx, attempt, family, limit, now);
  // Judged before anything is spent (check RT-16); it saves no token that was shown twice.
  const target = targetOf(house, client, attempt.resource, family.resource);
  switch (placeOf(attempt, family, now)) {
    case 'current':
      return target.kind === 'target'
        ? await rotate(tx, attempt, family, target.resource, now)
        : refused(target.reason);
    case 'repeatable':
      return target.kind === 'target'
        ? await repeat(tx, attempt, family, target.resource, now)
        : refused(target.reason);
    case 'ancestor':
      return await kill(tx, attempt, family, now);
    case 'unknown':
      return refused('refresh_unknown');
  }
}

/**
 * A chain that began with a key goes on with one. A public client has nothing else to prove, so it is the same key
 * for good; a confidential one may change keys, for its secret binds the chain (RFC 9449 section 5).
 */
function proofFault({ client, jkt }: Attempt, { dpopJkt }: Family): Reason | undefined {
  if (dpopJkt === null) return undefined;
  if (jkt === null) return 'proof_missing';
  return client.confidential || jkt === dpopJkt ? undefined : 'proof_of_other_key';
}

/** Where an authentic token stands in its family. */
function placeOf(
  { house, client, presented, name }: Attempt,
  family: Family,
  now: number,
): 'current' | 'repeatable' | 'ancestor' | 'unknown' {
  if (name.generation === family.generation) {
    return refreshTokenMatches(house.keys, presented, family.refreshHash) ? 'current' : 'unknown';
  }
  // From a future that a restored backup no longer knows.
  if (name.generation > family.generation) return 'unknown';
  const grace = client.refreshGrace ?? house.settings.refreshGrace;
  const isPredecessor = refreshTokenMatches(house.keys, presented, family.previousHash);
  return isPredecessor && now - family.rotatedAt < grace ? 'repeatable' : 'ancestor';
}

async function rotate(
  tx: Writer<Tables>,
  attempt: Attempt,
  family: Family,
  resource: Resource,
  now: number,
): Promise<Outcome | 'lost_race'> {
  const { house, presented } = attempt;
  const generation = family.generation + 1;
  const pair = await makePair(attempt, tx, { familyId: family.id, generation }, { ...family, resource });
  const rotated = await rotateFamily(tx, family, {
    refreshHash: hashRefreshToken(house.keys, pair.refreshToken),
    successorSealed: sealPair(house, presented, family.id, pair),
    now,
  });
  if (!rotated) return 'lost_race';
  await record(house, tx, actingFor(attempt, family), {
    event: 'token.refreshed',
    subject: `family:${family.id}`,
    details: { generation },
  });
  return { kind: 'issued', pair };
}

/** The answer was lost on its way: the same client gets the same pair, as long as nobody has used it. */
async function repeat(
  tx: Writer<Tables>,
  attempt: Attempt,
  family: Family,
  resource: Resource,
  now: number,
): Promise<Outcome> {
  const { house, presented, jkt } = attempt;
  const sealed = family.successorSealed;
  const pair = sealed === null ? undefined : openPair(house, presented, family.id, sealed);
  // Without the pair there is nothing to repeat and nothing to punish: a retry, only not an answerable one.
  if (pair === undefined || pair.expiresAt <= now || pair.jkt !== jkt) return refused('refresh_unknown');
  const same = pair.resource === resource;
  // The same answer once more is written down once; a token that was not given out yet is, each time.
  if ((await noteRepeat(tx, family, now)) || !same) {
    await record(house, tx, actingFor(attempt, family), {
      event: 'token.refresh_repeated',
      subject: `family:${family.id}`,
      details: { generation: family.generation, ...(same ? {} : { resource }) },
    });
  }
  if (same) return { kind: 'repeated', pair };
  // Two calls of one client for two of its APIs crossed: one refresh token, and for each its own access token.
  const { id: familyId, generation } = family;
  const other = await makePair(attempt, tx, { familyId, generation }, { ...family, resource });
  return { kind: 'issued', pair: { ...other, refreshToken: pair.refreshToken } };
}

/** Consumed and shown again: two hold it, and one of them is a thief (RFC 9700 section 4.14.2). */
async function kill(
  tx: Writer<Tables>,
  { house, origin, name }: Attempt,
  family: Family,
  now: number,
): Promise<Outcome> {
  await revokeFamily(tx, family.id, 'refresh_reused', now);
  await record(house, tx, origin, {
    event: 'token.family_killed',
    subject: `family:${family.id}`,
    details: { presented: name.generation, current: family.generation },
  });
  await tellOfKilledFamily(house, tx, family);
  return refused('refresh_reused');
}

/** By itself, and no sign of a thief: the person is asked again when they next use the app. */
async function end(
  tx: Writer<Tables>,
  { house, origin }: Attempt,
  family: Family,
  reason: NonNullable<ReturnType<typeof limitReached>>,
  now: number,
): Promise<Outcome> {
  await revokeFamily(tx, family.id, reason, now);
  await record(house, tx, origin, {
    event: 'token.family_ended',
    subject: `family:${family.id}`,
    details: { reason },
  });
  return refused('refresh_limit_reached');
}

function refused(reason: Reason): Outcome {
  return { kind: 'refused', reason };
}

function actingFor({ origin }: Attempt, family: Family): Origin {
  return { ...origin, actor: { kind: 'person', id: family.personId } };
}
