import Type, { type Static } from 'typebox';
import { Nullable } from './output.ts';

/** GET /rest/v1.0/me: the principal behind the token, be it a person or a service account. */
export const Me = Type.Object({
  id: Type.Integer(),
  login: Type.String({ description: 'The e-mail address used to sign in.' }),
  name: Nullable(Type.String()),
});
export type Me = Static<typeof Me>;
