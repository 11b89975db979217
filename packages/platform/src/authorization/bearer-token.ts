import type { FastifyRequest } from 'fastify';
import { type AccessTokenClaims, openAccessToken } from '../access/access-token.ts';
import type { House } from '../house.ts';
import { bindingFault } from '../proofs/binding.ts';
import { OAuthError } from './oauth-error.ts';

/**
 * The token of an Authorization header (RFC 6750 section 2.1), never of a query; one that is bound to a key with the
 * proof of it (RFC 9449 section 7.1). What it names may be dead. @throws OAuthError
 */
export async function presentedToken(house: House, request: FastifyRequest): Promise<AccessTokenClaims> {
  const { authorization: header } = request.headers;
  const [, scheme, token] = /^(Bearer|DPoP) +([A-Za-z0-9._~+/-]+=*)$/i.exec(header ?? '') ?? [];
  if (scheme === undefined || token === undefined)
    throw new OAuthError(header === undefined ? 'no_bearer' : 'bad_bearer');
  const opened = openAccessToken(house.keys, token, house.clock.now());
  if (!opened.ok) throw new OAuthError('bad_bearer');
  const fault = await bindingFault(house, request, scheme, token, opened.claims);
  if (fault !== undefined) throw OAuthError.unproven(fault);
  return opened.claims;
}
