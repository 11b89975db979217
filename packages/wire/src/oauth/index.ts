export { AuthorizationRequest } from './authorization-request.ts';
export { AuthorizationServerMetadata } from './authorization-server-metadata.ts';
export { ClientMetadataDocument } from './client-metadata-document.ts';
export { DeviceAuthorizationRequest, DeviceAuthorizationResponse } from './device-authorization.ts';
export { IntrospectionRequest, IntrospectionResponse } from './introspection.ts';
export { JsonWebKey, JsonWebKeySet } from './json-web-key-set.ts';
export {
  OAUTH_ERRORS,
  OAuthError,
  OAuthErrorCode,
  REFRESH_EXPIRED,
  REVOCATION_CLIENT_REFUSED,
} from './oauth-error.ts';
export { ProtectedResourceMetadata } from './protected-resource-metadata.ts';
export { PushedAuthorizationRequest, PushedAuthorizationResponse } from './pushed-authorization.ts';
export { RevocationRequest } from './revocation-request.ts';
export { TokenInfo } from './token-info.ts';
export {
  AuthorizationCodeRequest,
  ClientCredentialsRequest,
  DEVICE_CODE_GRANT,
  DeviceCodeRequest,
  GrantType,
  RefreshTokenRequest,
  TOKEN_REQUESTS,
  TokenRequest,
} from './token-request.ts';
export { TokenResponse } from './token-response.ts';
export { UserInfo } from './user-info.ts';
