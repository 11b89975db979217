import { OAUTH_ERRORS, type OAuthErrorCode, REFRESH_EXPIRED } from '@gatehouse/wire';
import { type BindingFault, codeOfBindingFault } from '../proofs/binding.ts';
import { signatureAlgorithms } from '../proofs/signature.ts';

const badGrant =
  'The grant is invalid, expired, revoked, already used, or was issued to another client, or the redirect_uri differs.';
const badRefresh = 'The refresh token is invalid, expired, revoked, or was issued to another client.';
const badDevice = 'The device code is invalid, already used, or was issued to another client.';
const badClient = 'Client authentication failed: unknown client, no credentials, or wrong credentials.';

const badProof =
  'The DPoP proof is malformed, not signed by its key, made for another request, too old, or was used before.';

/**
 * Every reason for a refusal, with what is said about it. The reason goes to the log and never to the caller:
 * several reasons share one answer, so that an answer does not tell which secrets, codes and clients exist.
 */
const answers = {
  malformed_request: ['invalid_request', 'The request could not be understood.'],
  repeated_parameter: ['invalid_request', 'A parameter is included more than once.'],
  missing_parameter: ['invalid_request', 'A required parameter is missing.'],
  invalid_parameter: ['invalid_request', 'A parameter has a value that is not allowed.'],
  too_large: ['invalid_request', 'The request is too large.'],
  wrong_media_type: ['invalid_request', 'The media type of the body is not accepted here.'],
  method_not_allowed: ['invalid_request', 'This address takes POST requests only.'],
  unknown_grant_type: ['unsupported_grant_type', 'This grant type is not offered.'],
  grant_type_not_allowed: ['unauthorized_client', 'The client may not use this grant type.'],

  two_authentications: ['invalid_request', 'Client credentials were sent in more than one way.'],
  page_of_other_origin: [
    'invalid_request',
    'Pages of this origin are not let in: this client has no redirect URI of the same origin.',
  ],
  other_client_in_body: [
    'invalid_request',
    'The client_id of the body is not that of the Authorization header.',
  ],
  no_client: ['invalid_client', badClient],
  malformed_basic: ['invalid_client', badClient],
  unknown_client: ['invalid_client', badClient],
  no_secret: ['invalid_client', badClient],
  wrong_secret: ['invalid_client', badClient],
  secret_of_public_client: ['invalid_client', badClient],
  public_client: ['invalid_client', badClient],
  secret_refused: ['invalid_client', badClient],
  secret_other_way: ['invalid_client', badClient],
  assertion_not_offered: ['invalid_client', badClient],
  assertion_type_unknown: ['invalid_client', badClient],
  assertion_malformed: ['invalid_client', badClient],
  assertion_key_unknown: ['invalid_client', badClient],
  assertion_signature_wrong: ['invalid_client', badClient],
  assertion_issuer_wrong: ['invalid_client', badClient],
  assertion_audience_wrong: ['invalid_client', badClient],
  assertion_expiry_wrong: ['invalid_client', badClient],
  assertion_time_wrong: ['invalid_client', badClient],
  assertion_without_jti: ['invalid_client', badClient],
  assertion_replayed: ['invalid_client', badClient],
  account_ceased: ['invalid_client', badClient],
  account_expired: ['invalid_client', badClient],
  too_many_failures: ['invalid_client', 'Too many failed attempts. Please wait.'],

  not_offered: ['invalid_request', 'This deployment does not offer this.'],
  too_many_requests: ['temporarily_unavailable', 'Too many requests. Please wait.'],
  request_in_request: ['invalid_request', 'A request and a request_uri are not taken here.'],
  request_object: ['request_not_supported', 'Signed request objects are not offered.'],
  redirect_uri_unregistered: ['invalid_request', 'The redirect_uri is not registered.'],
  pushed_request_required: ['invalid_request', 'This app must push its requests (RFC 9126).'],

  repeated_resource: ['invalid_target', 'A token is for one resource: ask for each by itself.'],
  resource_unknown: ['invalid_target', 'The resource is not one that this client can get tokens for.'],
  resource_switched_off: ['invalid_target', 'The resource is not one that this client can get tokens for.'],
  resource_not_granted: ['invalid_target', 'The grant does not include this resource.'],
  resource_not_named: ['invalid_target', 'The grant is for several resources: name one of them.'],
  token_of_outside_api: [
    'unsupported_token_type',
    'The API it is for checks it by itself. Revoke the refresh token; this one ends soon.',
  ],

  openid_switched_off: ['invalid_scope', 'This app does not sign people in.'],
  prompt_contradicts: ['invalid_request', 'The prompt none stands alone.'],
  login_required: ['login_required', 'The person has to sign in.'],
  consent_required: ['consent_required', 'The person has not allowed the app.'],
  scope_insufficient: ['insufficient_scope', 'This needs a token that was asked for with the scope openid.'],

  proof_missing: ['invalid_dpop_proof', 'This client must send a DPoP proof.'],
  proof_malformed: ['invalid_dpop_proof', badProof],
  proof_signature_wrong: ['invalid_dpop_proof', badProof],
  proof_of_other_request: ['invalid_dpop_proof', badProof],
  proof_of_other_token: ['invalid_dpop_proof', badProof],
  proof_stale: ['invalid_dpop_proof', badProof],
  proof_replayed: ['invalid_dpop_proof', badProof],
  proof_nonce_missing: ['use_dpop_nonce', 'The DPoP proof needs the nonce of the DPoP-Nonce header.'],
  proof_nonce_wrong: ['use_dpop_nonce', 'The DPoP proof needs the nonce of the DPoP-Nonce header.'],
  proof_of_other_key: ['invalid_grant', 'The grant is bound to another key.'],
  token_not_bound: ['invalid_token', 'The access token is a bearer token.'],

  code_unknown: ['invalid_grant', badGrant],
  code_of_other_client: ['invalid_grant', badGrant],
  code_expired: ['invalid_grant', badGrant],
  code_exhausted: ['invalid_grant', badGrant],
  code_replayed: ['invalid_grant', badGrant],
  redirect_uri_differs: ['invalid_grant', badGrant],
  verifier_missing: ['invalid_grant', badGrant],
  verifier_wrong: ['invalid_grant', badGrant],
  verifier_unasked: ['invalid_request', 'A code_verifier was sent for a code that has no code_challenge.'],
  grant_dead: ['invalid_grant', badGrant],

  refresh_forged: ['invalid_grant', badRefresh],
  refresh_unknown: ['invalid_grant', badRefresh],
  refresh_of_other_client: ['invalid_grant', badRefresh],
  refresh_family_dead: ['invalid_grant', badRefresh],
  refresh_limit_reached: ['invalid_grant', REFRESH_EXPIRED],
  refresh_reused: ['invalid_grant', badRefresh],

  device_code_unknown: ['invalid_grant', badDevice],
  device_code_of_other_client: ['invalid_grant', badDevice],
  device_code_used: ['invalid_grant', badDevice],
  device_code_expired: ['expired_token', 'The device code has expired. Start again.'],
  device_denied: ['access_denied', 'The person did not allow the app.'],
  device_pending: ['authorization_pending', 'The person has not decided yet.'],
  device_too_fast: ['slow_down', 'Wait five seconds longer between two requests from now on.'],

  no_bearer: ['invalid_token', 'The access token is invalid'],
  bad_bearer: ['invalid_token', 'The access token is invalid'],

  response_type_missing: ['invalid_request', 'The response_type is missing.'],
  response_type_unknown: ['unsupported_response_type', 'The only response_type is code.'],
  response_mode_unknown: ['invalid_request', 'The only response_mode is query.'],
  challenge_missing: ['invalid_request', 'This client must send a code_challenge.'],
  challenge_malformed: ['invalid_request', 'The code_challenge is not a SHA-256 digest in base64url.'],
  challenge_method_unknown: ['invalid_request', 'The only code_challenge_method is S256.'],
  denied: ['access_denied', 'The user did not allow the app.'],
  failed: ['server_error', 'Something went wrong on our side.'],
} as const satisfies Record<string, readonly [OAuthErrorCode, string]>;

export type Reason = keyof typeof answers;

const statuses: Partial<Record<Reason, number>> = {
  too_large: 413,
  wrong_media_type: 415,
  method_not_allowed: 405,
  too_many_failures: 429,
  too_many_requests: 429,
  not_offered: 404,
  device_denied: 400,
};

/** What came and what was expected, for the app's developers. Texts fit to be kept (request-log/disclose.ts). */
export interface Comparison {
  readonly received: string | null;
  readonly expected: string | null;
}

/** A refusal as RFC 6749 section 5.2 writes it: the only error the OAuth endpoints ever send. */
export class OAuthError extends Error {
  override readonly name = 'OAuthError';
  readonly reason: Reason;
  readonly code: OAuthErrorCode;
  description: string;
  status: number;
  headers: Readonly<Record<string, string>>;
  /** For the request log; never for the caller. */
  comparison: Comparison | undefined;

  constructor(reason: Reason, headers: Readonly<Record<string, string>> = {}) {
    super(reason);
    [this.code, this.description] = answers[reason];
    this.reason = reason;
    this.status = statuses[reason] ?? OAUTH_ERRORS[this.code].status;
    this.headers = { ...challenge(reason, this.code, this.description), ...headers };
  }

  /** Says which parameters are missing. The names are those of the protocol, never the caller's text. */
  static missing(...names: readonly string[]): OAuthError {
    const error = new OAuthError('missing_parameter').comparing(null, names.join(' '));
    error.description = `${names.join(' and ')} ${names.length === 1 ? 'is' : 'are'} missing.`;
    return error;
  }

  /** RFC 9449 section 7.1: a token that is bound to a key, presented without the right proof of it. */
  static unproven(fault: BindingFault): OAuthError {
    const error = new OAuthError(codeOfBindingFault(fault) === 'invalid_token' ? 'bad_bearer' : fault);
    error.status = 401;
    error.headers = {
      'www-authenticate': `DPoP realm="Gatehouse", error="${error.code}", algs="${signatureAlgorithms.join(' ')}"`,
    };
    return error;
  }

  comparing(received: string | null, expected: string | null): this {
    this.comparison = { received, expected };
    return this;
  }
}

/** A 401 names the way to authenticate (RFC 9110 section 15.5.2, RFC 6750 section 3). */
function challenge(reason: Reason, code: OAuthErrorCode, description: string): Record<string, string> {
  // RFC 6750 section 3.1: whoever brought nothing made no error.
  if (reason === 'no_bearer') return { 'www-authenticate': 'Bearer realm="Gatehouse"' };
  if (code === 'invalid_client') return { 'www-authenticate': 'Basic realm="Gatehouse", charset="UTF-8"' };
  if (code !== 'invalid_token' && code !== 'insufficient_scope') return {};
  return {
    'www-authenticate': `Bearer realm="Gatehouse", error="${code}", error_description="${description}"`,
  };
}
