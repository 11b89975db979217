import { open, type SealContext, seal, ulid } from '@gatehouse/service';
import type { TokenResponse } from '@gatehouse/wire';
import { sealAccessToken } from '../access/access-token.ts';
import type { Client } from '../apps/client-store.ts';
import type { House } from '../house.ts';
import { makeRefreshToken, type RefreshTokenName } from './refresh-token.ts';

/** A new access token, and the refresh token that will replace it. */
export interface TokenPair {
  readonly accessToken: string;
  readonly refreshToken: string;
  /** Milliseconds. */
  readonly issuedAt: number;
  readonly expiresAt: number;
}

/** An access token of a client; without a family the client acts for itself. */
export function makeAccessToken(
  house: House,
  client: Client,
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
  });
  return { accessToken, issuedAt, expiresAt, tokenId };
}

export function makePair(house: House, client: Client, name: RefreshTokenName): TokenPair {
  const { accessToken, issuedAt, expiresAt } = makeAccessToken(house, client, name.familyId);
  return { accessToken, issuedAt, expiresAt, refreshToken: makeRefreshToken(house.keys, house.random, name) };
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
  const { accessToken, refreshToken, issuedAt, expiresAt } = pair;
  const text = JSON.stringify([accessToken, refreshToken, issuedAt, expiresAt]);
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
  const [accessToken, refreshToken, issuedAt, expiresAt] = JSON.parse(Buffer.from(opened).toString()) as [
    string,
    string,
    number,
    number,
  ];
  return { accessToken, refreshToken, issuedAt, expiresAt };
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
    token_type: 'bearer',
    expires_in: Math.floor((pair.expiresAt - now) / 1000),
    ...(pair.refreshToken === undefined ? {} : { refresh_token: pair.refreshToken }),
    created_at: Math.floor(pair.issuedAt / 1000),
  };
}
