export { GatehouseApi, type GatehouseApiOptions } from './gatehouse-api.ts';
export type { AuthorizationStart, PendingAuthorization } from './oauth/authorization-url.ts';
export { OAuthClient, type OAuthClientOptions } from './oauth/oauth-client.ts';
export {
  AnswerLost,
  type CallbackFault,
  CallbackRefused,
  DiscoveryFailed,
  OAuthFailure,
  SignInNeeded,
} from './oauth/oauth-errors.ts';
export { challengeOf, createVerifier } from './oauth/pkce.ts';
export { ServiceTokens } from './oauth/service-tokens.ts';
export type { TokenSet } from './oauth/token-set.ts';
export type { TokenSource } from './oauth/token-source.ts';
export { UserTokens } from './oauth/user-tokens.ts';
export type { DocumentsView } from './resources/documents.ts';
export type { BatchedUpload, Download, Upload } from './resources/files.ts';
export type { FolderView } from './resources/folders.ts';
export type { DocumentsScope } from './resources/scope.ts';
export { ApiError, NotConnected, RateLimited } from './rest/api-errors.ts';
export { type Authorizer, bearer, browserSession } from './rest/authorizer.ts';
export type { Conditions } from './rest/conditions.ts';
export { type Page, Pages } from './rest/pages.ts';
export { AnswerTooLong } from './rest/read-json.ts';
export type { Call, Manners } from './rest/transport.ts';
export { secureUrl } from './secure-url.ts';
export type { Clock, Random, Surroundings } from './surroundings.ts';
