import type { FastifyReply, FastifyRequest } from 'fastify';
import { type AccessTokenClaims, openAccessToken } from '../access/access-token.ts';
import type { Client } from '../apps/client-store.ts';
import { type Origin, record } from '../audit/audit.ts';
import { originOf } from '../audit/origin.ts';
import type { House } from '../house.ts';
import { parametersOf } from './body.ts';
import type { ClientAuthentication } from './client-authentication.ts';
import { letAppRead } from './cross-origin.ts';
import { findFamily, revokeFamily } from './family-store.ts';
import { OAuthError } from './oauth-error.ts';
import { readRefreshToken } from './refresh-token.ts';
import { readResourceToken } from './resource-token.ts';

/**
 * POST /oauth/revoke (RFC 7009): either token of a pair kills both. The answer is the same for a token of ours, an
 * unknown one, a dead one and another client's, which stays alive (check RV-03).
 *
 * Wrong credentials are answered by 401 `invalid_client`, as RFC 7009 section 2.2.1 has it. The older library's 403
 * is known from its source only, no client is known to look for it, and standard clients look for this.
 */
export async function revokeToken(
  house: House,
  clients: ClientAuthentication,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Record<string, never>> {
  const parameters = parametersOf(request);
  const client = await clients.authenticate(request, parameters);
  await letAppRead(house, request, reply, client);
  const token = parameters.get('token');
  if (token === undefined) throw OAuthError.missing('token');
  const origin = originOf(request, { kind: 'client', id: client.clientId }, client.clientId);

  const opened = openAccessToken(house.keys, token, house.clock.now());
  if (opened.ok || opened.reason === 'expired') {
    await revokeByAccessToken(house, client, origin, opened.claims);
    return {};
  }
  // Any authentic token of the family will do, also a consumed one: who hands it in wants the family closed.
  const name = readRefreshToken(house.keys, token);
  if (name !== undefined) await closeFamily(house, client, origin, name.familyId);
  // An outside API would go on taking it: a 200 would be untrue (RFC 7009 section 2.2.1, check JW-13).
  else if ((await readResourceToken(house, token))?.claims.clientId === client.clientId)
    throw new OAuthError('token_of_outside_api');
  return {};
}

async function revokeByAccessToken(
  house: House,
  client: Client,
  origin: Origin,
  claims: AccessTokenClaims,
): Promise<void> {
  if (claims.clientId !== client.clientId) return;
  if (claims.familyId === null) await revokeSingle(house, origin, claims);
  else await closeFamily(house, client, origin, claims.familyId);
}

async function closeFamily(house: House, client: Client, origin: Origin, familyId: string): Promise<void> {
  await house.database.write(async (tx) => {
    const family = await findFamily(tx, familyId);
    if (family === undefined || family.clientId !== client.clientId) return;
    if (!(await revokeFamily(tx, familyId, 'revoked_by_client', house.clock.now()))) return;
    await record(house, tx, origin, { event: 'token.revoked', subject: `family:${familyId}` });
  });
}

/** A token without a family is named in a list until it would have expired anyway. */
async function revokeSingle(house: House, origin: Origin, claims: AccessTokenClaims): Promise<void> {
  const now = house.clock.now();
  if (claims.expiresAt <= now) return;
  await house.database.write(async (tx) => {
    const added = await tx
      .insertInto('revoked_tokens')
      .values({ token_id: claims.tokenId, revoked_at: now, expires_at: claims.expiresAt })
      .onConflict((conflict) => conflict.column('token_id').doNothing())
      .returning('token_id')
      .executeTakeFirst();
    if (added === undefined) return;
    await record(house, tx, origin, { event: 'token.revoked', subject: `token:${claims.tokenId}` });
  });
}
