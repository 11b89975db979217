import type { TokenInfo } from '@gatehouse/wire';
import type { FastifyRequest } from 'fastify';
import { momentOf } from '../access/moment.ts';
import type { House } from '../house.ts';
import { presentedToken } from './bearer-token.ts';
import { OAuthError } from './oauth-error.ts';
import { tokenIsAlive } from './token-state.ts';

/** GET /oauth/token/info: a token describes itself to whoever holds it (wire reference A.7). */
export async function describeToken(house: House, request: FastifyRequest): Promise<TokenInfo> {
  const now = house.clock.now();
  const claims = await presentedToken(house, request);
  const state = await house.database.read((tx) => tokenIsAlive(tx, claims, momentOf(house)));
  if (!state.alive) throw new OAuthError('bad_bearer');
  return {
    resource_owner_id: state.principal.kind === 'person' ? state.principal.personId : null,
    scopes: [],
    expires_in_seconds: Math.floor((claims.expiresAt - now) / 1000),
    application: { uid: claims.clientId },
    created_at: Math.floor(claims.issuedAt / 1000),
  };
}
