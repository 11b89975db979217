import type { AuthorizationServerMetadata } from '@gatehouse/wire';
import { secureUrl } from '../secure-url.ts';
import type { Random } from '../surroundings.ts';
import { base64url } from './base64url.ts';
import { challengeOf, createVerifier } from './pkce.ts';

/**
 * What must be remembered between sending the person away and their return, in a place bound to their browser
 * (a session, a cookie): otherwise anyone's code could be planted on them.
 */
export type PendingAuthorization = {
  issuer: string;
  redirectUri: string;
  state: string;
  codeVerifier: string;
};

export type AuthorizationStart = { url: string; pending: PendingAuthorization };

/** Builds the URL to send a person to (RFC 6749 §4.1.1), with PKCE S256 and a state of 256 random bits. */
export async function startAuthorization(
  metadata: AuthorizationServerMetadata,
  clientId: string,
  redirectUri: string,
  random: Random,
): Promise<AuthorizationStart> {
  const codeVerifier = createVerifier(random);
  const state = base64url(random.bytes(32));
  const url = secureUrl(metadata.authorization_endpoint);
  url.searchParams.set('response_type', 'code');
  url.searchParams.set('client_id', clientId);
  url.searchParams.set('redirect_uri', redirectUri);
  url.searchParams.set('state', state);
  url.searchParams.set('code_challenge', await challengeOf(codeVerifier));
  url.searchParams.set('code_challenge_method', 'S256');
  return { url: url.href, pending: { issuer: metadata.issuer, redirectUri, state, codeVerifier } };
}
