import { mayUse, type RegisteredClient } from '../apps/client-store.ts';
import type { House } from '../house.ts';
import { OAuthError, type Reason } from './oauth-error.ts';
import type { Parameters } from './parameters.ts';
import { isChallenge } from './proof-key.ts';
import { ProvenRedirect } from './proven-redirect.ts';
import { type Resources, resourceRefusal, resourcesNamed } from './resource.ts';
import { readSignInRequest, type SignInRequest, signInRefusal } from './sign-in-request.ts';

/** The redirect URI, which must be right before any other fault may travel to the app. */
export function provenRedirect(
  client: RegisteredClient,
  parameters: Parameters,
  issuer: string,
): ProvenRedirect | undefined {
  // A redirect URI at fault is not an omitted one: of two, neither is followed (check AZ-09).
  if (parameters.faults.has('redirect_uri')) return undefined;
  return ProvenRedirect.prove(client, parameters.values.get('redirect_uri') ?? null, issuer);
}

/** What the app asks for, once nothing is wrong with it. */
export interface AuthorizationRequest {
  readonly state: string | null;
  readonly codeChallenge: string | null;
  /** Thumbprint of the key that alone may redeem the code (RFC 9449 section 10). */
  readonly dpopJkt: string | null;
  /** Every API that is asked for. */
  readonly resource: Resources;
  /** Null where the app does not sign anybody in. */
  readonly signIn: SignInRequest | null;
}

/** The rest of the request, whose faults are told to the app. Unknown parameters are ignored (section 3.1). */
export function readRequest(
  house: Pick<House, 'settings' | 'issuer'>,
  client: RegisteredClient,
  parameters: Parameters,
): AuthorizationRequest | OAuthError {
  const { values, faults } = parameters;
  for (const fault of faults.values()) return new OAuthError(fault);
  // RFC 9101: what a signed request would say is not guessed from what stands beside it.
  if (values.has('request')) return new OAuthError('request_object');
  const reason = responseFault(client, values) ?? challengeFault(house, client, values) ?? keyFault(values);
  if (reason !== undefined) return new OAuthError(reason);
  const signIn = readSignInRequest(house, client, values);
  if (typeof signIn === 'string') return signInRefusal(signIn);
  const resource = resourcesNamed(house, client, values.get('resource'));
  if (resource === undefined) return resourceRefusal(house, client, values.get('resource'));
  return {
    state: values.get('state') ?? null,
    codeChallenge: values.get('code_challenge') ?? null,
    dpopJkt: values.get('dpop_jkt') ?? null,
    resource,
    signIn,
  };
}

function responseFault(client: RegisteredClient, values: ReadonlyMap<string, string>): Reason | undefined {
  const responseType = values.get('response_type');
  if (responseType === undefined) return 'response_type_missing';
  // No token ever travels through a browser's address bar (RFC 9700 section 2.1.2).
  if (responseType !== 'code') return 'response_type_unknown';
  if ((values.get('response_mode') ?? 'query') !== 'query') return 'response_mode_unknown';
  return mayUse(client, 'authorization_code') ? undefined : 'grant_type_not_allowed';
}

/** RFC 7636, S256 only: a missing method would mean `plain`, which proves nothing to who saw the request. */
function challengeFault(
  { settings }: Pick<House, 'settings'>,
  client: RegisteredClient,
  values: ReadonlyMap<string, string>,
): Reason | undefined {
  const challenge = values.get('code_challenge');
  const method = values.get('code_challenge_method');
  if (challenge === undefined) {
    if (method !== undefined) return 'challenge_malformed';
    // Confidential clients of this wire do not send one; what they prove is their secret (rule A9).
    const required = settings.pkce === 'required' || client.proofKeyRequired || !client.confidential;
    return required ? 'challenge_missing' : undefined;
  }
  if (method !== 'S256') return 'challenge_method_unknown';
  return isChallenge(challenge) ? undefined : 'challenge_malformed';
}

function keyFault(values: ReadonlyMap<string, string>): Reason | undefined {
  const thumbprint = values.get('dpop_jkt');
  return thumbprint === undefined || isChallenge(thumbprint) ? undefined : 'invalid_parameter';
}
