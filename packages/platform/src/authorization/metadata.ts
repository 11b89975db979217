import { type AuthorizationServerMetadata, DEVICE_CODE_GRANT } from '@gatehouse/wire';
import type { House } from '../house.ts';
import { signatureAlgorithms } from '../proofs/signature.ts';
import { acrs } from '../second-factors/methods.ts';
import { scopes } from './sign-in-request.ts';
import { signingAlgorithms } from './signing-keys.ts';

/** RFC 8414, from the settings alone: what a request claims about our address is never asked (RFC 9700 4.13). */
export function metadata({
  issuer,
  settings,
}: Pick<House, 'issuer' | 'settings'>): AuthorizationServerMetadata {
  const algorithms = [...signatureAlgorithms];
  const signs = settings.privateKeyJwt;
  const methods = ['client_secret_basic', 'client_secret_post', ...(signs ? ['private_key_jwt'] : [])];
  return {
    issuer,
    authorization_endpoint: `${issuer}/oauth/authorize`,
    token_endpoint: `${issuer}/oauth/token`,
    jwks_uri: `${issuer}/oauth/jwks`,
    response_types_supported: ['code'],
    response_modes_supported: ['query'],
    grant_types_supported: [
      ...['authorization_code', 'refresh_token'],
      ...(settings.clientCredentials ? ['client_credentials'] : []),
      ...(settings.deviceGrant ? [DEVICE_CODE_GRANT] : []),
    ],
    token_endpoint_auth_methods_supported: [...methods, 'none'],
    ...(signs ? { token_endpoint_auth_signing_alg_values_supported: algorithms } : {}),
    revocation_endpoint: `${issuer}/oauth/revoke`,
    revocation_endpoint_auth_methods_supported: [...methods, 'none'],
    ...(signs ? { revocation_endpoint_auth_signing_alg_values_supported: algorithms } : {}),
    ...(settings.introspection
      ? {
          introspection_endpoint: `${issuer}/oauth/introspect`,
          introspection_endpoint_auth_methods_supported: methods,
          ...(signs ? { introspection_endpoint_auth_signing_alg_values_supported: algorithms } : {}),
          introspection_signing_alg_values_supported: [settings.apiSigningAlgorithm],
        }
      : {}),
    ui_locales_supported: ['en', 'es'],
    code_challenge_methods_supported: ['S256'],
    ...(settings.openidConnect ? openid(issuer) : {}),
    ...(settings.pushedRequests === 'off'
      ? {}
      : {
          pushed_authorization_request_endpoint: `${issuer}/oauth/par`,
          require_pushed_authorization_requests: settings.pushedRequests === 'required',
        }),
    ...(settings.deviceGrant
      ? { device_authorization_endpoint: `${issuer}/oauth/device_authorization` }
      : {}),
    ...(settings.dpop === 'off' ? {} : { dpop_signing_alg_values_supported: algorithms }),
    ...(settings.clientDocuments === 'off' ? {} : { client_id_metadata_document_supported: true }),
    protected_resources: [issuer, ...settings.resources, ...settings.sandboxResources],
    authorization_response_iss_parameter_supported: true,
  };
}

/** What OpenID Connect Discovery 1.0 section 3 adds. */
function openid(issuer: string): Partial<AuthorizationServerMetadata> {
  return {
    scopes_supported: [...scopes],
    userinfo_endpoint: `${issuer}/oauth/userinfo`,
    end_session_endpoint: `${issuer}/oauth/logout`,
    acr_values_supported: [...acrs],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: [...signingAlgorithms],
    prompt_values_supported: ['none', 'login', 'select_account', 'consent'],
    claims_supported: [
      ...['sub', 'iss', 'aud', 'exp', 'iat', 'auth_time', 'acr', 'amr', 'nonce', 'at_hash'],
      ...['name', 'given_name', 'family_name', 'locale', 'email', 'email_verified'],
    ],
    request_parameter_supported: false,
    request_uri_parameter_supported: false,
    claims_parameter_supported: false,
  };
}
