import type { UserInfo } from '@gatehouse/wire';
import type { FastifyRequest } from 'fastify';
import { momentOf } from '../access/moment.ts';
import { findClient } from '../apps/client-store.ts';
import type { House } from '../house.ts';
import { presentedToken } from './bearer-token.ts';
import { findFamily } from './family-store.ts';
import { OAuthError } from './oauth-error.ts';
import { personClaims } from './person-claims.ts';
import { subjectOf, tokenIsAlive } from './token-state.ts';

/** GET and POST /oauth/userinfo (OpenID Connect Core section 5.3): what the granted scopes say, and no more. */
export async function userInfo(house: House, request: FastifyRequest): Promise<UserInfo> {
  if (!house.settings.openidConnect) throw new OAuthError('not_offered');
  const claims = await presentedToken(house, request);
  const found = await house.database.read(async (tx) => {
    const state = await tokenIsAlive(tx, claims, momentOf(house));
    if (!state.alive || state.principal.kind !== 'person' || claims.familyId === null) return undefined;
    const family = await findFamily(tx, claims.familyId);
    if (family === undefined) return undefined;
    const { personId } = family;
    const client = await findClient(tx, family.clientId);
    // An app that signs nobody in any more learns nothing by what it was allowed before.
    const scopes = client?.openidConnect === true ? (family.scope?.split(' ') ?? []) : [];
    return { personId, scopes, told: await personClaims(tx, personId, scopes) };
  });
  if (found === undefined) throw new OAuthError('bad_bearer');
  const { personId, scopes, told } = found;
  if (!scopes.includes('openid')) throw new OAuthError('scope_insufficient');
  return { sub: subjectOf({ kind: 'person', personId }), ...told };
}
