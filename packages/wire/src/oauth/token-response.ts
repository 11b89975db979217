import Type, { type Static } from 'typebox';

/**
 * RFC 6749 §5.1, with the `created_at` that clients of this wire add `expires_in` to.
 * `scope` and `id_token` come to whoever asked for `openid`, and to nobody else. `refresh_token` is absent for client credentials (RFC 6749 §4.4.3).
 */
export const TokenResponse = Type.Object({
  access_token: Type.String({ description: 'Opaque to clients.' }),
  token_type: Type.Enum(['bearer', 'DPoP'], {
    description: 'DPoP where the token is bound to a key (RFC 9449).',
  }),
  expires_in: Type.Integer({ minimum: 1, description: 'Seconds from created_at.' }),
  refresh_token: Type.Optional(Type.String({ description: 'Single use: replaced by every refresh.' })),
  id_token: Type.Optional(Type.String({ description: 'Who signed in (OpenID Connect Core §2).' })),
  scope: Type.Optional(Type.String()),
  created_at: Type.Integer({ description: 'Unix seconds.' }),
});
export type TokenResponse = Static<typeof TokenResponse>;
