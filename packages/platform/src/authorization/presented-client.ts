import type { SecretMethod } from '@gatehouse/wire';
import { type CompactSignature, readCompactSignature } from '../proofs/compact-signature.ts';
import { basicCredentials } from './basic-credentials.ts';
import { assertionType } from './client-assertion.ts';
import { OAuthError } from './oauth-error.ts';
import { isText } from './parameters.ts';

/** What a client brings to show that it is the one it says it is. */
export type Proof =
  | { readonly kind: 'none' }
  | { readonly kind: 'secret'; readonly text: string; readonly method: SecretMethod }
  | { readonly kind: 'assertion'; readonly assertion: CompactSignature };

/** What a client said about itself, by whichever way it said it. */
export interface Presented {
  readonly clientId: string;
  readonly proof: Proof;
}

type Parameters = ReadonlyMap<string, string>;

/** RFC 6749 section 2.3: one way of authenticating per request, never two. */
export function presentedBy(header: string | undefined, parameters: Parameters): Presented | OAuthError {
  const basic = basicCredentials(header);
  const clientId = parameters.get('client_id');
  const clientSecret = parameters.get('client_secret');
  const asserts = parameters.has('client_assertion') || parameters.has('client_assertion_type');
  if (basic.kind === 'malformed') return new OAuthError('malformed_basic');
  if (asserts) {
    const twice = basic.kind === 'present' || clientSecret !== undefined;
    return twice ? new OAuthError('two_authentications') : presentedByAssertion(parameters);
  }
  if (basic.kind === 'absent') {
    return clientId === undefined
      ? new OAuthError('no_client')
      : { clientId, proof: proofBy(clientSecret, 'client_secret_post') };
  }
  if (clientSecret !== undefined) return new OAuthError('two_authentications');
  if (clientId !== undefined && clientId !== basic.clientId) return new OAuthError('other_client_in_body');
  return { clientId: basic.clientId, proof: proofBy(basic.clientSecret || undefined, 'client_secret_basic') };
}

function proofBy(secret: string | undefined, method: SecretMethod): Proof {
  return secret === undefined ? { kind: 'none' } : { kind: 'secret', text: secret, method };
}

/** RFC 7521 section 4.2: the client_id may be left out, for the assertion's subject says the same. */
function presentedByAssertion(parameters: Parameters): Presented | OAuthError {
  if (parameters.get('client_assertion_type') !== assertionType)
    return new OAuthError('assertion_type_unknown').comparing(null, assertionType);
  const assertion = readCompactSignature(parameters.get('client_assertion') ?? '');
  const clientId = parameters.get('client_id') ?? assertion?.claims.sub;
  if (assertion === undefined || typeof clientId !== 'string' || !isText(clientId))
    return new OAuthError('assertion_malformed');
  return { clientId, proof: { kind: 'assertion', assertion } };
}
