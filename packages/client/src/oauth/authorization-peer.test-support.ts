import type { TestContext } from 'node:test';
import type { AuthorizationServerMetadata, TokenResponse } from '@gatehouse/wire';
import { type Answer, type LocalPeer, localPeer, type Received } from '../local-peer.test-support.ts';

export function metadataOf(issuer: string): AuthorizationServerMetadata {
  return {
    issuer,
    authorization_endpoint: `${issuer}/oauth/authorize`,
    token_endpoint: `${issuer}/oauth/token`,
    revocation_endpoint: `${issuer}/oauth/revoke`,
    introspection_endpoint: `${issuer}/oauth/introspect`,
    response_types_supported: ['code'],
    code_challenge_methods_supported: ['S256'],
    authorization_response_iss_parameter_supported: true,
  };
}

/** The pair number `n`, good for 5400 seconds. */
export function pair(n: number): TokenResponse {
  return {
    access_token: `access-${n}`,
    token_type: 'bearer',
    expires_in: 5400,
    refresh_token: `refresh-${n}`,
    created_at: 0,
  };
}

/** An authorization server that publishes its metadata and leaves every other answer to the test. */
export function authorizationPeer(
  context: TestContext,
  answer: (request: Received) => Answer | Promise<Answer>,
) {
  return localPeer(context, (request, peer) =>
    request.path === '/.well-known/oauth-authorization-server'
      ? { body: metadataOf(peer.url) }
      : answer(request),
  );
}

/** The requests that reached the token endpoint. */
export function tokenRequests(peer: LocalPeer): Received[] {
  return peer.requests.filter((request) => request.path === '/oauth/token');
}
