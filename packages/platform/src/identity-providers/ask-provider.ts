import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  type ClientAuth,
  ClientSecretBasic,
  ClientSecretPost,
  type Configuration,
  type CustomFetch,
  calculatePKCECodeChallenge,
  customFetch,
  discovery,
  enableNonRepudiationChecks,
  fetchUserInfo,
} from 'openid-client';
import type { House } from '../house.ts';
import { emailKey } from '../naming/email-key.ts';
import type { AddressRules } from '../outbound/address-rules.ts';
import { guardedFetch } from '../outbound/guarded-fetch.ts';
import { isEmail } from '../set-up/person-form.ts';
import type { StoredProvider } from './identity-provider-store.ts';
import type { ProviderFlow } from './provider-flow.ts';
import { openSecret } from './provider-secret.ts';

/** Seconds. */
const aYear = String(365 * 24 * 60 * 60);

/** What a provider says of whoever signed in there, its signature and all that binds it to this flow checked. */
export interface Told {
  readonly subject: string;
  readonly email: string | undefined;
  readonly emailVerified: boolean;
  readonly givenName: string | undefined;
  readonly familyName: string | undefined;
  readonly name: string | undefined;
  /** Milliseconds; undefined where it does not say. */
  readonly signedInAt: number | undefined;
  readonly methods: readonly string[];
}

/** Where its answers come back to: an address for each provider, so that none can answer for another (RFC 9700 4.4). */
export function callbackOf(house: Pick<House, 'issuer'>, providerId: number): string {
  return `${house.issuer}/sign-in/providers/${providerId}/callback`;
}

/** Where the browser is sent to sign in. @throws where the provider cannot be asked. */
export async function providerLocation(
  house: House,
  provider: StoredProvider,
  { state, nonce, verifier }: ProviderFlow,
  { email, again }: { readonly email: string; readonly again: boolean },
): Promise<string> {
  return buildAuthorizationUrl(await configurationOf(house, provider), {
    redirect_uri: callbackOf(house, provider.id),
    scope: 'openid email profile',
    state,
    nonce,
    code_challenge: await calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    login_hint: email,
    // Who has to show again who they are has to show it there. Any `max_age` has it tell `auth_time` (Core 3.1.2.1).
    max_age: again ? '0' : aYear,
    ...(again ? { prompt: 'login' } : {}),
  }).href;
}

/** Redeems what came back: state, `iss` (RFC 9207), nonce, PKCE, audience, signature. @throws where anything is wrong. */
export async function redeemAnswer(
  house: House,
  provider: StoredProvider,
  query: string,
  { state, nonce, verifier }: ProviderFlow,
): Promise<Told> {
  const config = await configurationOf(house, provider);
  const callback = new URL(`${callbackOf(house, provider.id)}${query}`);
  const answer = await authorizationCodeGrant(config, callback, {
    expectedState: state,
    expectedNonce: nonce,
    pkceCodeVerifier: verifier,
    idTokenExpected: true,
  });
  const claims = answer.claims();
  if (claims === undefined) throw new Error('There is no id_token.');
  const lacks = claims.email === undefined && config.serverMetadata().userinfo_endpoint !== undefined;
  const more = lacks ? await fetchUserInfo(config, answer.access_token, claims.sub) : undefined;
  const all: Readonly<Record<string, unknown>> = { ...more, ...claims };
  const text = (name: string) => {
    const value = all[name];
    return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
  };
  const told = text('email');
  const email = told === undefined ? undefined : emailKey(told);
  return {
    subject: claims.sub,
    email: email !== undefined && isEmail(email) ? email : undefined,
    emailVerified: all.email_verified === true,
    givenName: text('given_name'),
    familyName: text('family_name'),
    name: text('name'),
    signedInAt: typeof claims.auth_time === 'number' ? Math.floor(claims.auth_time * 1000) : undefined,
    methods: Array.isArray(claims.amr) ? claims.amr.filter((each) => typeof each === 'string') : [],
  };
}

/**
 * The provider's own metadata, asked for anew each time: sign-ins are rare, and a key or an endpoint that it replaced
 * counts at once.
 */
export async function configurationOf(house: House, provider: StoredProvider): Promise<Configuration> {
  const secret = openSecret(house, provider.id, provider.client_secret_sealed);
  if (secret === undefined) throw new Error('The secret of this provider does not open.');
  const guarded = guardedBy(rulesOf(house));
  const issuer = new URL(provider.issuer);
  const config = await discovery(issuer, provider.client_id, secret, authenticationBy(secret), {
    algorithm: 'oidc',
    [customFetch]: guarded,
    execute: [enableNonRepudiationChecks, ...(issuer.protocol === 'http:' ? [allowInsecureRequests] : [])],
  });
  config[customFetch] = guarded;
  return config;
}

/** In the body where the provider takes it there; one that does not say takes it in the header (RFC 8414 section 2). */
function authenticationBy(secret: string): ClientAuth {
  const [inBody, inHeader] = [ClientSecretPost(secret), ClientSecretBasic(secret)];
  return (server, ...request) => {
    const taken = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    (taken.includes('client_secret_post') ? inBody : inHeader)(server, ...request);
  };
}

export function rulesOf({ settings }: Pick<House, 'settings'>): AddressRules {
  return { privateAllowed: settings.identityProviders === 'at_private_addresses_too' };
}

function guardedBy(rules: AddressRules): CustomFetch {
  return async (url, { method, headers, body }) => {
    const bytes =
      body === undefined || body === null
        ? undefined
        : await new Response(body as ConstructorParameters<typeof Response>[0]).bytes();
    return await guardedFetch(url, { method, headers, body: bytes }, rules);
  };
}
