import Type, { type Static } from 'typebox';

/** GET /oauth/token/info: what the presented bearer token is. */
export const TokenInfo = Type.Object({
  resource_owner_id: Type.Union([Type.Integer(), Type.Null()], {
    description: 'The person behind the token; null for client credentials.',
  }),
  scopes: Type.Array(Type.String()),
  expires_in_seconds: Type.Integer({ description: 'Seconds that remain now, not those given at issue.' }),
  application: Type.Object({ uid: Type.String({ description: 'The client id.' }) }),
  created_at: Type.Integer({ description: 'Unix seconds.' }),
});
export type TokenInfo = Static<typeof TokenInfo>;
