import Type, { type Static } from 'typebox';

/** Every OAuth error code this server sends, its status when it is a response of its own, and where it is defined. */
export const OAUTH_ERRORS = {
  invalid_request: { status: 400, section: 'RFC 6749 §5.2' },
  invalid_client: { status: 401, section: 'RFC 6749 §5.2' },
  invalid_grant: { status: 400, section: 'RFC 6749 §5.2' },
  unauthorized_client: { status: 400, section: 'RFC 6749 §5.2' },
  unsupported_grant_type: { status: 400, section: 'RFC 6749 §5.2' },
  invalid_scope: { status: 400, section: 'RFC 6749 §5.2' },
  invalid_target: { status: 400, section: 'RFC 8707 §2' },
  access_denied: { status: 403, section: 'RFC 6749 §4.1.2.1' },
  unsupported_response_type: { status: 400, section: 'RFC 6749 §4.1.2.1' },
  server_error: { status: 500, section: 'RFC 6749 §4.1.2.1' },
  temporarily_unavailable: { status: 503, section: 'RFC 6749 §4.1.2.1' },
  invalid_token: { status: 401, section: 'RFC 6750 §3.1' },
  unsupported_token_type: { status: 400, section: 'RFC 7009 §2.2.1' },
  request_not_supported: { status: 400, section: 'OpenID Connect Core §3.1.2.6' },
  login_required: { status: 400, section: 'OpenID Connect Core §3.1.2.6' },
  consent_required: { status: 400, section: 'OpenID Connect Core §3.1.2.6' },
  insufficient_scope: { status: 403, section: 'RFC 6750 §3.1' },
  invalid_dpop_proof: { status: 400, section: 'RFC 9449 §5' },
  use_dpop_nonce: { status: 400, section: 'RFC 9449 §8' },
  authorization_pending: { status: 400, section: 'RFC 8628 §3.5' },
  slow_down: { status: 400, section: 'RFC 8628 §3.5' },
  expired_token: { status: 400, section: 'RFC 8628 §3.5' },
  invalid_redirect_uri: { status: 400, section: 'RFC 7591 §3.2.2' },
} as const satisfies Record<string, { status: number; section: string }>;

export type OAuthErrorCode = keyof typeof OAUTH_ERRORS;
export const OAuthErrorCode = Type.Enum(Object.keys(OAUTH_ERRORS) as OAuthErrorCode[]);

/** The revocation endpoint alone answers wrong client credentials this way, as existing clients expect. */
export const REVOCATION_CLIENT_REFUSED = { error: 'unauthorized_client', status: 403 } as const;

/** RFC 6749 §5.2. Codes of other servers are let through, so that a client can read any answer. */
export const OAuthError = Type.Object({
  error: Type.String(),
  error_description: Type.Optional(Type.String()),
  state: Type.Optional(Type.String()),
});
export type OAuthError = Static<typeof OAuthError>;

/** What `invalid_grant` says of a refresh token, to its rightful holder alone, that lay unused or lasted for too long. */
export const REFRESH_EXPIRED = 'The refresh token has expired: the person has to allow the app again.';
