import Type, { type Static } from 'typebox';

/** RFC 7662 §2.1. */
export const IntrospectionRequest = Type.Object({
  token: Type.String({ minLength: 1 }),
  token_type_hint: Type.Optional(Type.String()),
  client_id: Type.Optional(Type.String()),
  client_secret: Type.Optional(Type.String()),
});
export type IntrospectionRequest = Static<typeof IntrospectionRequest>;

/** RFC 7662 §2.2. A token that is not active is described by `{"active": false}` alone. */
export const IntrospectionResponse = Type.Object({
  active: Type.Boolean(),
  scope: Type.Optional(Type.String()),
  client_id: Type.Optional(Type.String()),
  username: Type.Optional(Type.String()),
  token_type: Type.Optional(Type.String()),
  exp: Type.Optional(Type.Integer({ description: 'Unix seconds.' })),
  iat: Type.Optional(Type.Integer({ description: 'Unix seconds.' })),
  nbf: Type.Optional(Type.Integer({ description: 'Unix seconds.' })),
  sub: Type.Optional(Type.String()),
  aud: Type.Optional(Type.Union([Type.String(), Type.Array(Type.String())])),
  iss: Type.Optional(Type.String()),
  cnf: Type.Optional(
    Type.Object({ jkt: Type.String({ description: 'Thumbprint of the key (RFC 9449 §6.2).' }) }),
  ),
  jti: Type.Optional(Type.String()),
});
export type IntrospectionResponse = Static<typeof IntrospectionResponse>;
