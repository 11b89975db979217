import type { IntrospectionResponse } from '@gatehouse/wire';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { openAccessToken } from '../access/access-token.ts';
import { momentOf } from '../access/moment.ts';
import type { Client } from '../apps/client-store.ts';
import type { House } from '../house.ts';
import { type FailureThrottle, failureThrottle } from '../limits/failure-throttle.ts';
import { parametersOf } from './body.ts';
import type { ClientAuthentication } from './client-authentication.ts';
import { findFamily } from './family-store.ts';
import { OAuthError } from './oauth-error.ts';
import { limitReached } from './refresh-limits.ts';
import { readRefreshToken, refreshTokenMatches } from './refresh-token.ts';
import { apisOf } from './resource.ts';
import { readResourceToken } from './resource-token.ts';
import { signJwt } from './sign-jwt.ts';
import { subjectOf, tokenIsAlive } from './token-state.ts';

/** All that is said of a token that is dead, unknown, or somebody else's (RFC 7662 section 2.2). */
const inactive: IntrospectionResponse = { active: false };

const signedType = 'token-introspection+jwt';

/** Texts a minute that were never a token of ours: more of them from one client is a scan (RFC 7662 section 4). */
const allowedGuesses = 300;

export type IntrospectionEndpoint = (
  request: FastifyRequest,
  reply: FastifyReply,
) => Promise<IntrospectionResponse | FastifyReply>;

export function introspectionEndpoint(house: House, clients: ClientAuthentication): IntrospectionEndpoint {
  const throttle = failureThrottle(house.clock);
  return (request, reply) => answerIntrospection(house, clients, throttle, request, reply);
}

/** The answer as JSON, or signed for its client where it asks for that (RFC 9701 section 4). */
async function answerIntrospection(
  house: House,
  clients: ClientAuthentication,
  throttle: FailureThrottle,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<IntrospectionResponse | FastifyReply> {
  if (!house.settings.introspection) throw new OAuthError('not_offered');
  const { client, response } = await introspect(house, clients, throttle, request);
  if (!wantsSigned(request.headers.accept)) return response;
  // Section 5: no `sub` and no `exp` beside the answer, so that it passes for no access token.
  const signed = await signJwt(house, house.settings.apiSigningAlgorithm, signedType, {
    iss: house.issuer,
    aud: client.clientId,
    iat: Math.floor(house.clock.now() / 1000),
    token_introspection: response,
  });
  return reply.type(`application/${signedType}`).send(signed);
}

function wantsSigned(accept = ''): boolean {
  return accept
    .split(',')
    .some((range) => range.split(';')[0]?.trim().toLowerCase() === `application/${signedType}`);
}

/**
 * POST /oauth/introspect (RFC 7662). A client learns about its own tokens only; one that cannot prove who it is
 * learns nothing (section 2.1). Looking changes nothing.
 */
async function introspect(
  house: House,
  clients: ClientAuthentication,
  throttle: FailureThrottle,
  request: FastifyRequest,
): Promise<{ readonly client: Client; readonly response: IntrospectionResponse }> {
  const parameters = parametersOf(request);
  const client = await clients.authenticate(request, parameters);
  if (!client.confidential) throw new OAuthError('public_client');
  const token = parameters.get('token');
  if (token === undefined) throw OAuthError.missing('token');
  // The hint may be wrong and is not needed: a token says by its prefix what it is.
  const response =
    (await accessToken(house, client, token)) ?? (await refreshToken(house, client, token)) ?? inactive;
  // Only what was never a token is counted, so that whoever holds one is told of it whatever else is asked.
  const isGuess = response === inactive && !isOurs(house, token);
  const wait = isGuess ? throttle.fail(client.clientId, allowedGuesses) : undefined;
  if (wait !== undefined) throw new OAuthError('too_many_requests', { 'retry-after': String(wait) });
  return { client, response };
}

/** Whether we sealed or named it once, whatever became of it since. Signatures of JWTs are guessed by nobody. */
function isOurs(house: House, token: string): boolean {
  if (token.startsWith('eyJ')) return true;
  const opened = openAccessToken(house.keys, token, house.clock.now());
  const sealed = opened.ok || opened.reason === 'expired' || opened.reason === 'unknown_key';
  return sealed || readRefreshToken(house.keys, token) !== undefined;
}

async function accessToken(
  house: House,
  client: Client,
  token: string,
): Promise<IntrospectionResponse | undefined> {
  const opened = openAccessToken(house.keys, token, house.clock.now());
  const read = opened.ok ? { claims: opened.claims, resource: null } : await readResourceToken(house, token);
  if (read === undefined || read.claims.clientId !== client.clientId) return undefined;
  const { claims, resource } = read;
  const state = await house.database.read((tx) => tokenIsAlive(tx, claims, momentOf(house)));
  if (!state.alive) return undefined;
  return {
    active: true,
    client_id: claims.clientId,
    token_type: claims.jkt === undefined ? 'bearer' : 'DPoP',
    ...(claims.jkt === undefined ? {} : { cnf: { jkt: claims.jkt } }),
    exp: Math.floor(claims.expiresAt / 1000),
    iat: Math.floor(claims.issuedAt / 1000),
    sub: subjectOf(state.principal),
    aud: resource ?? house.issuer,
    iss: house.issuer,
    jti: claims.tokenId,
  };
}

async function refreshToken(
  house: House,
  client: Client,
  token: string,
): Promise<IntrospectionResponse | undefined> {
  const name = readRefreshToken(house.keys, token);
  if (name === undefined) return undefined;
  const family = await house.database.read((tx) => findFamily(tx, name.familyId));
  if (family === undefined || family.clientId !== client.clientId || !family.alive) return undefined;
  if (!refreshTokenMatches(house.keys, token, family.refreshHash)) return undefined;
  if (limitReached(house, client, family, house.clock.now()) !== undefined) return undefined;
  const [one = house.issuer, ...more] = apisOf(family.resource).map((api) => api ?? house.issuer);
  return {
    active: true,
    client_id: client.clientId,
    sub: subjectOf({ kind: 'person', personId: family.personId }),
    aud: more.length === 0 ? one : [one, ...more],
    iss: house.issuer,
  };
}
