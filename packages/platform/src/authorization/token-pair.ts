import { open, type SealContext, seal, ulid } from '@gatehouse/service';
import type { TokenResponse } from '@gatehouse/wire';
import { sealAccessToken } from '../access/access-token.ts';
import type { House } from '../house.ts';
import { makeRefreshToken, type RefreshTokenName } from './refresh-token.ts';
import type { TokenCall } from './token-call.ts';

/** A new access token, and the refresh token that will replace it. */
export interface TokenPair {
  readonly accessToken: string;
  readonly refreshToken: string;
  /** Milliseconds. */
  readonly issuedAt: number;
  readonly expiresAt: number;
  /** The key that the access token is bound to; null for a bearer token. */
  readonly jkt: string | null;
}

/** An access token of a client; without a family the client acts for itself. */
export function makeAccessToken(
  { house, client, jkt }: Pick<TokenCall, 'house' | 'client' | 'jkt'>,
  familyId: string | null,
): Omit<TokenPair, 'refreshToken'> & { readonly tokenId: string } {
  const issuedAt = house.clock.now();
  const expiresAt = issuedAt + house.settings.accessTokenTtl;
  const tokenId = ulid(house.clock, house.random);
  const { clientId, epoch, environment } = client;
  const accessToken = sealAccessToken(house.keys, {
    tokenId,
    clientId,
    epoch,
    environment,
    familyId,
    issuedAt,
    expiresAt,
    ...(jkt === null ? {} : { jkt }),
  });
  return { accessToken, issuedAt, expiresAt, tokenId, jkt };
}

export function makePair(by: Pick<TokenCall, 'house' | 'client' | 'jkt'>, name: RefreshTokenName): TokenPair {
  const { tokenId: _, ...access } = makeAccessToken(by, name.familyId);
  return { ...access, refreshToken: makeRefreshToken(by.house.keys, by.house.random, name) };
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
  const { accessToken, refreshToken, issuedAt, expiresAt, jkt } = pair;
  const text = JSON.stringify([accessToken, refreshToken, issuedAt, expiresAt, jkt]);
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
  // A node that knew nothing of keys sealed four.
  const [accessToken, refreshToken, issuedAt, expiresAt, jkt = null] = JSON.parse(
    Buffer.from(opened).toString(),
  ) as [string, string, number, number, (string | null)?];
  return { accessToken, refreshToken, issuedAt, expiresAt, jkt };
}

function contextOf(boughtBy: string, familyId: string): SealContext {
  return { purpose: 'refresh-successor', associatedData: [familyId], secret: boughtBy };
}

/** The answer of the token endpoint, exactly as clients of this wire read it (wire reference A.4). */
export function tokenResponse(
  pair: Omit<TokenPair, 'refreshToken'> & { readonly refreshToken?: string },
  now: number,
): TokenResponse {
  return {
    access_token: pair.accessToken,
    token_type: pair.jkt === null ? 'bearer' : 'DPoP',
    expires_in: Math.floor((pair.expiresAt - now) / 1000),
    ...(pair.refreshToken === undefined ? {} : { refresh_token: pair.refreshToken }),
    created_at: Math.floor(pair.issuedAt / 1000),
  };
}
