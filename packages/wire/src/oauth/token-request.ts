import Type, { type Static } from 'typebox';

/** What every token request may carry. Credentials are absent when the client authenticates by Basic. */
const client = {
  client_id: Type.Optional(Type.String()),
  client_secret: Type.Optional(Type.String()),
  scope: Type.Optional(Type.String({ description: 'Ignored: permissions come from the principal.' })),
  resource: Type.Optional(
    Type.String({
      description:
        'The API that the token is for (RFC 8707): one of those allowed, named where there are several.',
    }),
  ),
};

/** RFC 6749 §3.1: a parameter sent without a value counts as omitted, hence `minLength` on what is required. */
const required = Type.String({ minLength: 1 });

/** RFC 6749 §4.1.3 with the verifier of RFC 7636 §4.5. */
export const AuthorizationCodeRequest = Type.Object({
  ...client,
  grant_type: Type.Literal('authorization_code'),
  code: required,
  redirect_uri: Type.Optional(Type.String()),
  code_verifier: Type.Optional(Type.String({ pattern: '^[A-Za-z0-9._~-]{43,128}$' })),
});
export type AuthorizationCodeRequest = Static<typeof AuthorizationCodeRequest>;

/** RFC 6749 §6. Some clients repeat `redirect_uri`; it decides nothing here. */
export const RefreshTokenRequest = Type.Object({
  ...client,
  grant_type: Type.Literal('refresh_token'),
  refresh_token: required,
  redirect_uri: Type.Optional(Type.String()),
});
export type RefreshTokenRequest = Static<typeof RefreshTokenRequest>;

/** RFC 6749 §4.4.2. One client in the field sends an empty `redirect_uri`; it is ignored. */
export const ClientCredentialsRequest = Type.Object({
  ...client,
  grant_type: Type.Literal('client_credentials'),
  redirect_uri: Type.Optional(Type.String()),
});
export type ClientCredentialsRequest = Static<typeof ClientCredentialsRequest>;

/** RFC 8628 §3.4. */
export const DEVICE_CODE_GRANT = 'urn:ietf:params:oauth:grant-type:device_code';
export const DeviceCodeRequest = Type.Object({
  ...client,
  grant_type: Type.Literal(DEVICE_CODE_GRANT),
  device_code: required,
});
export type DeviceCodeRequest = Static<typeof DeviceCodeRequest>;

/** The body of POST /oauth/token, told apart by `grant_type`. To parse one, take its schema from `TOKEN_REQUESTS`. */
export const TokenRequest = Type.Union([
  AuthorizationCodeRequest,
  RefreshTokenRequest,
  ClientCredentialsRequest,
  DeviceCodeRequest,
]);
export type TokenRequest = Static<typeof TokenRequest>;

/** One schema per grant: a fault then speaks of the grant that was asked for. No entry: `unsupported_grant_type`. */
export const TOKEN_REQUESTS = {
  authorization_code: AuthorizationCodeRequest,
  refresh_token: RefreshTokenRequest,
  client_credentials: ClientCredentialsRequest,
  [DEVICE_CODE_GRANT]: DeviceCodeRequest,
} as const;

export type GrantType = keyof typeof TOKEN_REQUESTS;
export const GrantType = Type.Enum(Object.keys(TOKEN_REQUESTS) as GrantType[]);
