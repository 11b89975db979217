import Type, { type Static, type StaticDecode } from 'typebox';
import { IdInput } from '../rest/input.ts';
import { Nullable, Timestamp } from '../rest/output.ts';

/** Sandbox credentials reach sandbox companies only, production credentials production companies only. */
export const Environment = Type.Enum(['sandbox', 'production']);

/** A secret that is active. Its text was shown when it was made, and is not known any more. */
export const ClientSecret = Type.Object({
  id: Type.String(),
  hint: Type.String({ description: 'The last four characters.' }),
  created_at: Timestamp,
  expires_at: Nullable(Timestamp),
});
export type ClientSecret = Static<typeof ClientSecret>;

/** The OAuth client of an app in one environment. */
export const AppClient = Type.Object({
  environment: Environment,
  client_id: Type.String(),
  redirect_uris: Type.Array(Type.String()),
  grant_types: Type.Array(Type.String()),
  refresh_grace_ms: Nullable(
    Type.Integer({ description: 'How long a consumed refresh token repeats its answer; null: as deployed.' }),
  ),
  secrets: Type.Array(ClientSecret),
});
export type AppClient = Static<typeof AppClient>;

/** Credentials at the moment they are made: the only time that the secret is shown. */
export const NewCredentials = Type.Object({
  environment: Environment,
  client_id: Type.String(),
  client_secret: Type.String(),
});
export type NewCredentials = Static<typeof NewCredentials>;

/** The body of PUT /manage/v1/apps/{app_id}/clients/{environment}/redirect_uris. */
export const RedirectUris = Type.Object({ redirect_uris: Type.Array(Type.String()) });
export type RedirectUris = Static<typeof RedirectUris>;

/** The body of POST …/secrets: until when the old one works. One of the two, or neither for seven days. */
export const ClientSecretCreate = Type.Object({
  old_expires_at: Type.Optional(Type.String({ examples: ['2026-01-31T12:00:00Z'] })),
  expire_old_in_seconds: Type.Optional(IdInput),
});

/** The answer to it: the only time that the secret is shown. */
export const NewClientSecret = Type.Object({
  ...ClientSecret.properties,
  client_secret: Type.String(),
  old_expires_at: Nullable(Timestamp),
});
export type NewClientSecret = Static<typeof NewClientSecret>;

/** /manage/v1/apps/{app_id}/clients/{environment}/… */
export const AppClientPath = Type.Object({ app_id: IdInput, environment: Environment });
export type AppClientPath = StaticDecode<typeof AppClientPath>;

/** /manage/v1/apps/{app_id}/clients/{environment}/secrets/{id} */
export const AppClientSecretPath = Type.Object({
  ...AppClientPath.properties,
  id: Type.String({ pattern: '^[0-9A-Za-z]{1,64}$' }),
});
export type AppClientSecretPath = StaticDecode<typeof AppClientSecretPath>;
