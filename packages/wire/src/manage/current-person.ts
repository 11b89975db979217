import Type, { type Static } from 'typebox';

/** The languages in which everything is said. */
export const Locale = Type.Enum(['en', 'es']);
export type Locale = Static<typeof Locale>;

/** What a person is here; one may be several. */
export const PersonRole = Type.Enum(['operator', 'company_admin', 'person', 'developer']);
export type PersonRole = Static<typeof PersonRole>;

/** GET /manage/v1/session. DELETE on the same path signs out; a browser without a session gets 401. */
export const CurrentPerson = Type.Object({
  id: Type.Integer(),
  name: Type.String(),
  email: Type.String(),
  locale: Locale,
  csrf_token: Type.String({ description: 'Sent back as X-CSRF-Token with every change.' }),
  roles: Type.Array(PersonRole),
  company_sign_in: Type.Boolean({
    description: 'Whether companies here may sign their people in at a provider of their own.',
  }),
});
export type CurrentPerson = Static<typeof CurrentPerson>;

/** The body of PATCH /manage/v1/session. */
export const CurrentPersonUpdate = Type.Object({ locale: Locale }, { additionalProperties: false });
export type CurrentPersonUpdate = Static<typeof CurrentPersonUpdate>;
