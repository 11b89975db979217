import type { Reader } from '@gatehouse/database';
import { open, type SealContext, seal, ulid } from '@gatehouse/service';
import type { TokenResponse } from '@gatehouse/wire';
import { sealAccessToken } from '../access/access-token.ts';
import type { House } from '../house.ts';
import type { Tables } from '../schema/tables.ts';
import { absoluteLimit } from './refresh-limits.ts';
import { makeRefreshToken, type RefreshTokenName } from './refresh-token.ts';
import type { Resource } from './resource.ts';
import { makeResourceToken } from './resource-token.ts';
import type { TokenCall } from './token-call.ts';
import { subjectOf } from './token-state.ts';

/** A new access token, and the refresh token that will replace it. */
export interface TokenPair {
  readonly accessToken: string;
  readonly refreshToken: string;
  /** Milliseconds. */
  readonly issuedAt: number;
  readonly expiresAt: number;
  /** The key that the access token is bound to; null for a bearer token. */
  readonly jkt: string | null;
  /** The API that the access token is for; undefined where a node did not note it. */
  readonly resource: Resource | undefined;
}

/** What a client is given: without a refresh token where it may not use one. */
export type GivenTokens = Omit<TokenPair, 'refreshToken'> & { readonly refreshToken?: string };

/** What an access token is for, and in whose name. */
export interface TokenFor {
  readonly resource: Resource;
  /** Its `sub`, where an outside API reads it. */
  readonly subject: string;
  readonly scope: string | null;
  /** Null where the client acts for itself. */
  readonly familyId: string | null;
  /** When it ends at the latest, however long its kind would last. */
  readonly until: number;
}

/** An access token of a client: sealed for our own API, a JWT for an outside one. */
export async function makeAccessToken(
  { house, client, jkt }: Pick<TokenCall, 'house' | 'client' | 'jkt'>,
  tx: Reader<Tables>,
  { resource, familyId, until, ...about }: TokenFor,
): Promise<Omit<TokenPair, 'refreshToken'> & { readonly tokenId: string }> {
  const { accessTokenTtl, resourceTokenTtl } = house.settings;
  const issuedAt = house.clock.now();
  const expiresAt = Math.min(issuedAt + (resource === null ? accessTokenTtl : resourceTokenTtl), until);
  const tokenId = ulid(house.clock, house.random);
  const { clientId, epoch, environment } = client;
  const bound = jkt === null ? {} : { jkt };
  const claims = { tokenId, clientId, epoch, environment, familyId, issuedAt, expiresAt, ...bound };
  const accessToken =
    resource === null
      ? sealAccessToken(house.keys, claims)
      : await makeResourceToken(house, tx, { claims, resource }, about);
  return { accessToken, issuedAt, expiresAt, tokenId, jkt, resource };
}

/** The tokens of one generation of a chain, for what its person allowed. */
export async function makePair(
  by: Pick<TokenCall, 'house' | 'client' | 'jkt'>,
  tx: Reader<Tables>,
  name: RefreshTokenName,
  { personId, scope, resource, createdAt }: Chain,
): Promise<TokenPair> {
  const subject = subjectOf({ kind: 'person', personId });
  const { familyId } = name;
  const until = createdAt + absoluteLimit(by.house, by.client);
  const about = { familyId, subject, scope, resource, until };
  const { tokenId: _, ...access } = await makeAccessToken(by, tx, about);
  return { ...access, refreshToken: makeRefreshToken(by.house.keys, by.house.random, name) };
}

interface Chain {
  readonly personId: number;
  readonly scope: string | null;
  readonly resource: Resource;
  /** When the person's authorization began: none of its tokens outlives its limit. */
  readonly createdAt: number;
}

/**
 * The pair as its family keeps it: it opens with our key and the refresh token that bought it, so neither a copy of
 * the database nor a consumed token found in some log opens it alone.
 */
export function sealPair(
  house: Pick<House, 'keys' | 'random'>,
  boughtBy: string,
  familyId: string,
  pair: TokenPair,
): string {
  const { accessToken, refreshToken, issuedAt, expiresAt, jkt, resource } = pair;
  const text = JSON.stringify([accessToken, refreshToken, issuedAt, expiresAt, jkt, resource]);
  return seal(house.keys, house.random, contextOf(boughtBy, familyId), Buffer.from(text));
}

export function openPair(
  house: Pick<House, 'keys'>,
  boughtBy: string,
  familyId: string,
  sealed: string,
): TokenPair | undefined {
  const opened = open(house.keys, contextOf(boughtBy, familyId), sealed);
  if (opened === undefined) return undefined;
  // A node that knew nothing of keys sealed four, and one that knew of one API only five.
  const [accessToken, refreshToken, issuedAt, expiresAt, jkt = null, resource] = JSON.parse(
    Buffer.from(opened).toString(),
  ) as [string, string, number, number, (string | null)?, Resource?];
  return { accessToken, refreshToken, issuedAt, expiresAt, jkt, resource };
}

function contextOf(boughtBy: string, familyId: string): SealContext {
  return { purpose: 'refresh-successor', associatedData: [familyId], secret: boughtBy };
}

/** The answer of the token endpoint, exactly as clients of this wire read it (wire reference A.4). */
export function tokenResponse(pair: GivenTokens, now: number): TokenResponse {
  return {
    access_token: pair.accessToken,
    token_type: pair.jkt === null ? 'bearer' : 'DPoP',
    expires_in: Math.floor((pair.expiresAt - now) / 1000),
    ...(pair.refreshToken === undefined ? {} : { refresh_token: pair.refreshToken }),
    created_at: Math.floor(pair.issuedAt / 1000),
  };
}
