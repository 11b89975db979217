import {
  allowInsecureRequests,
  type ClientAuth,
  ClientSecretBasic,
  ClientSecretPost,
  type Configuration,
  type CustomFetch,
  customFetch,
  discovery,
  enableNonRepudiationChecks,
  None,
} from 'openid-client';
import { ProviderAway } from './provider-away.ts';

export interface ProviderOptions {
  readonly issuer: URL;
  readonly clientId: string;
  /** Empty for a client without one. */
  readonly clientSecret: string;
  /** `oidc` for people who sign in, `oauth2` for accounts (RFC 8414). */
  readonly algorithm: 'oidc' | 'oauth2';
}

/** Shorter than the lease of a refresh, both tries of it together. */
const patience = 8_000;

/** What the server says of itself, and how it is spoken to. @throws where it is not there or not the one of this name. */
export async function configurationOf(options: ProviderOptions): Promise<Configuration> {
  const { issuer, clientId, clientSecret, algorithm } = options;
  const config = await discovery(issuer, clientId, clientSecret, authenticationBy(clientSecret), {
    algorithm,
    [customFetch]: impatient,
    execute: [
      // The way to the provider may be plain, or end at a proxy: the signature counts whatever it is.
      ...(algorithm === 'oidc' ? [enableNonRepudiationChecks] : []),
      ...(issuer.protocol === 'http:' ? [allowInsecureRequests] : []),
    ],
  });
  config[customFetch] = impatient;
  return config;
}

/** In the body where the server takes it there; one that does not say takes it in the header (RFC 8414 section 2). */
function authenticationBy(secret: string): ClientAuth {
  if (secret === '') return None();
  const [inBody, inHeader] = [ClientSecretPost(secret), ClientSecretBasic(secret)];
  return (server, ...request) => {
    const taken = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    (taken.includes('client_secret_post') ? inBody : inHeader)(server, ...request);
  };
}

/** Never aborted by a caller who goes away: once sent, a refresh token may be used up. */
const impatient: CustomFetch = (url, { method, headers, body }) =>
  fetch(url, {
    method,
    headers,
    redirect: 'manual',
    signal: AbortSignal.timeout(patience),
    ...(body === undefined ? {} : { body: body as NonNullable<RequestInit['body']> }),
  }).catch((cause: unknown) => {
    throw new ProviderAway('an authorization server does not answer', { cause });
  });
