import Type, { type Static } from 'typebox';

/** OpenID Connect Core §5.3.2. `sub` is the one of the id_token; the rest depends on the scopes. */
export const UserInfo = Type.Object({
  sub: Type.String(),
  name: Type.Optional(Type.String()),
  given_name: Type.Optional(Type.String()),
  family_name: Type.Optional(Type.String()),
  locale: Type.Optional(Type.String()),
  email: Type.Optional(Type.String()),
  email_verified: Type.Optional(Type.Boolean()),
});
export type UserInfo = Static<typeof UserInfo>;
