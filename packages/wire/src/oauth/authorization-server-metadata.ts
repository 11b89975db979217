import Type, { type Static } from 'typebox';

const strings = Type.Array(Type.String());

/** RFC 8414 §2, served at /.well-known/oauth-authorization-server; `iss` parameter by RFC 9207 §3. */
export const AuthorizationServerMetadata = Type.Object({
  issuer: Type.String(),
  authorization_endpoint: Type.String(),
  token_endpoint: Type.String(),
  jwks_uri: Type.Optional(Type.String()),
  scopes_supported: Type.Optional(strings),
  response_types_supported: strings,
  response_modes_supported: Type.Optional(strings),
  grant_types_supported: Type.Optional(strings),
  token_endpoint_auth_methods_supported: Type.Optional(strings),
  token_endpoint_auth_signing_alg_values_supported: Type.Optional(strings),
  service_documentation: Type.Optional(Type.String()),
  ui_locales_supported: Type.Optional(strings),
  revocation_endpoint: Type.Optional(Type.String()),
  revocation_endpoint_auth_methods_supported: Type.Optional(strings),
  revocation_endpoint_auth_signing_alg_values_supported: Type.Optional(strings),
  introspection_endpoint: Type.Optional(Type.String()),
  introspection_endpoint_auth_methods_supported: Type.Optional(strings),
  introspection_endpoint_auth_signing_alg_values_supported: Type.Optional(strings),
  introspection_signing_alg_values_supported: Type.Optional(strings),
  code_challenge_methods_supported: Type.Optional(strings),
  userinfo_endpoint: Type.Optional(Type.String()),
  end_session_endpoint: Type.Optional(Type.String()),
  acr_values_supported: Type.Optional(strings),
  subject_types_supported: Type.Optional(strings),
  id_token_signing_alg_values_supported: Type.Optional(strings),
  claims_supported: Type.Optional(strings),
  prompt_values_supported: Type.Optional(strings),
  request_parameter_supported: Type.Optional(Type.Boolean()),
  request_uri_parameter_supported: Type.Optional(Type.Boolean()),
  claims_parameter_supported: Type.Optional(Type.Boolean()),
  pushed_authorization_request_endpoint: Type.Optional(Type.String()),
  require_pushed_authorization_requests: Type.Optional(Type.Boolean()),
  device_authorization_endpoint: Type.Optional(Type.String()),
  dpop_signing_alg_values_supported: Type.Optional(strings),
  protected_resources: Type.Optional(strings),
  authorization_response_iss_parameter_supported: Type.Optional(Type.Boolean()),
});
export type AuthorizationServerMetadata = Static<typeof AuthorizationServerMetadata>;
