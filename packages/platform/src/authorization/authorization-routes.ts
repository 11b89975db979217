import { requestingClients } from '../client-documents/requesting-clients.ts';
import type { House } from '../house.ts';
import { allowEvents } from '../installations/installation-events.ts';
import type { Route } from '../route.ts';
import { authorize } from './authorize-endpoint.ts';
import { clientAuthentication } from './client-authentication.ts';
import { showCode } from './code-page-endpoint.ts';
import { decideConsent } from './consent-decision.ts';
import { preflightRoutes } from './cross-origin.ts';
import { deviceRoutes } from './device/device-routes.ts';
import { introspectionEndpoint } from './introspection.ts';
import { metadata } from './metadata.ts';
import { OAuthError } from './oauth-error.ts';
import { openidRoutes } from './openid-routes.ts';
import { addressOfPosted } from './posted-request.ts';
import { protectedResource, protectedResourcePath } from './protected-resource.ts';
import { pushEndpoint } from './push-endpoint.ts';
import { revokeToken } from './revocation.ts';
import { jwksMaxAge, publishedKeys } from './signing-keys.ts';
import { answerTokenRequest } from './token-endpoint.ts';
import { describeToken } from './token-info.ts';

/** Everything an OAuth client of this server talks to. */
export function authorizationRoutes(house: House): Route[] {
  const requesting = requestingClients(house);
  const clients = clientAuthentication(house, requesting);
  const pushes = pushEndpoint(house, clients);
  const token = {
    method: 'POST',
    audience: 'oauth',
    right: { kind: 'client' },
    audit: [
      'client.authentication_failed',
      'code.replayed',
      'code.verifier_failed',
      'token.issued',
      'token.refreshed',
      'token.refresh_repeated',
      'token.family_killed',
      'token.family_ended',
    ],
    summary: 'Exchanges a grant for tokens.',
    handler: (request, reply) => answerTokenRequest(house, clients, request, reply),
  } as const satisfies Omit<Route, 'path'>;

  return [
    {
      method: 'GET',
      path: '/oauth/authorize',
      audience: 'browser',
      right: { kind: 'public', because: 'The client is judged first; then the person is asked to sign in.' },
      audit: ['authorization.refused', 'code.challenge_repeated', 'code.issued'],
      summary: 'Asks a person whether an app may act for them.',
      handler: (request, reply) => authorize(house, requesting, request, reply),
    },
    {
      method: 'POST',
      path: '/oauth/authorize',
      audience: 'browser',
      right: { kind: 'session' },
      audit: [
        'authorization.granted',
        'code.challenge_repeated',
        'authorization.denied',
        'app.created',
        'client.created',
        ...allowEvents,
      ],
      summary:
        'Takes the answer, and sends the browser back to the app; or a request that an app sent as a form.',
      handler: async (request, reply) => {
        const asked = addressOfPosted(request.body);
        if (asked !== undefined) return reply.redirect(asked, 303);
        return await decideConsent(house, requesting, request, reply);
      },
    },
    {
      method: 'GET',
      path: '/oauth/authorize/:code',
      audience: 'browser',
      right: { kind: 'session' },
      audit: [],
      summary: 'Shows a code that is carried to the app by hand.',
      handler: (request, reply) => showCode(house, request, reply),
    },
    { ...token, path: '/oauth/token' },
    // The quick start that public clients were written by posts here (wire reference A.1).
    { ...token, path: '/oauth/token/' },
    {
      method: 'POST',
      path: '/oauth/par',
      audience: 'oauth',
      right: { kind: 'client' },
      audit: ['client.authentication_failed', 'authorization.pushed'],
      summary: 'Takes an authorization request before the browser comes with a reference to it.',
      handler: (request, reply) => pushes.push(request, reply),
    },
    {
      method: 'POST',
      path: '/oauth/revoke',
      audience: 'oauth',
      right: { kind: 'client' },
      audit: ['client.authentication_failed', 'token.revoked'],
      summary: 'Revokes a token and the pair it belongs to.',
      handler: (request, reply) => revokeToken(house, clients, request, reply),
    },
    {
      method: 'POST',
      path: '/oauth/introspect',
      audience: 'oauth',
      right: { kind: 'client' },
      audit: ['client.authentication_failed'],
      summary: 'Tells a client about a token of its own.',
      handler: introspectionEndpoint(house, clients),
    },
    {
      method: 'GET',
      path: '/oauth/token/info',
      audience: 'oauth',
      right: { kind: 'bearer' },
      audit: [],
      summary: 'Tells the holder of an access token about it.',
      handler: (request) => describeToken(house, request),
    },
    {
      method: 'GET',
      path: '/oauth/jwks',
      audience: 'oauth',
      right: { kind: 'public', because: 'Public keys, for whoever verifies our signatures (RFC 7517).' },
      audit: [],
      summary: 'The public signing keys.',
      handler: async (_request, reply) => {
        reply.header('cache-control', `public, max-age=${jwksMaxAge}`).removeHeader('pragma');
        return await publishedKeys(house);
      },
    },
    {
      method: 'GET',
      path: '/.well-known/oauth-authorization-server',
      audience: 'oauth',
      right: { kind: 'public', because: 'How to talk to this server (RFC 8414).' },
      audit: [],
      summary: 'The metadata of this authorization server.',
      handler: async () => metadata(house),
    },
    {
      method: 'GET',
      path: protectedResourcePath,
      audience: 'oauth',
      right: { kind: 'public', because: 'Where the tokens of the REST API come from (RFC 9728).' },
      audit: [],
      summary: 'The metadata of the REST API as a protected resource.',
      handler: async () => protectedResource(house),
    },
    ...deviceRoutes(house, clients),
    ...openidRoutes(house),
    ...preflightRoutes(),
    ...[
      '/oauth/token',
      '/oauth/token/',
      '/oauth/revoke',
      '/oauth/introspect',
      '/oauth/par',
      '/oauth/device_authorization',
    ].map(postOnly),
  ];
}

/** Secrets do not belong into an address, so these are refused by name instead of not being there. */
function postOnly(path: string): Route {
  return {
    method: 'GET',
    path,
    audience: 'oauth',
    right: { kind: 'public', because: 'Answers 405 to everybody.' },
    audit: [],
    summary: 'Refused: this address takes POST requests only.',
    handler: async () => {
      throw new OAuthError('method_not_allowed', { allow: 'POST' });
    },
  };
}
