import Type, { type Static } from 'typebox';

/**
 * The query of GET /oauth/authorize (RFC 6749 §4.1.1, RFC 7636 §4.3).
 *
 * Deliberately loose beyond `client_id`: until client and redirect URI are proven, nothing may be sent back to
 * the caller, and afterwards every fault must travel there as `error` and `state`. Both are decided by rules,
 * so a wrong `response_type` must not die in the parser.
 */
export const AuthorizationRequest = Type.Object({
  client_id: Type.String({ minLength: 1 }),
  response_type: Type.Optional(Type.String()),
  redirect_uri: Type.Optional(Type.String()),
  state: Type.Optional(Type.String()),
  scope: Type.Optional(
    Type.String({ description: 'openid, with profile and email; permissions come from the principal.' }),
  ),
  request_uri: Type.Optional(
    Type.String({ description: 'From POST /oauth/par; nothing else but client_id counts beside it.' }),
  ),
  resource: Type.Optional(
    Type.String({
      description: 'The API that tokens are asked for (RFC 8707), once for each; this one where left out.',
    }),
  ),
  dpop_jkt: Type.Optional(Type.String({ description: 'The key that the code is for (RFC 9449 §10).' })),
  nonce: Type.Optional(Type.String({ description: 'Comes back in the id_token.' })),
  prompt: Type.Optional(Type.String({ description: 'With openid: none, or login.' })),
  max_age: Type.Optional(Type.String({ description: 'With openid: seconds since the sign-in.' })),
  acr_values: Type.Optional(
    Type.String({ description: 'With openid: phr, mfa or pwd, whichever would do.' }),
  ),
  login_hint: Type.Optional(Type.String({ description: 'The address at sign-in.' })),
  code_challenge: Type.Optional(Type.String()),
  code_challenge_method: Type.Optional(Type.String()),
});
export type AuthorizationRequest = Static<typeof AuthorizationRequest>;
