import Type, { type Static, type StaticDecode } from 'typebox';
import { IdInput } from '../rest/input.ts';
import { NamedReference, Nullable, Timestamp } from '../rest/output.ts';
import { NewCredentials } from './app-client.ts';
import { CollaboratorRole } from './app-collaborator.ts';
import { ListingStatus } from './app-listing.ts';
import { VersionStatus } from './app-version.ts';

/** An app as those who build it see it. */
export const App = Type.Object({
  id: Type.Integer(),
  name: Type.String(),
  description: Type.String(),
  publisher: Type.String(),
  verified: Type.Boolean({ description: 'The operator has checked who the publisher is.' }),
  verification_requested_at: Nullable(Timestamp),
  role: CollaboratorRole,
  sandbox_company: Nullable(NamedReference),
  created_at: Timestamp,
  suspended_at: Nullable(Timestamp),
  latest_version: Nullable(Type.Object({ id: Type.Integer(), semver: Type.String(), status: VersionStatus })),
  listing_status: ListingStatus,
});
export type App = Static<typeof App>;

/** The body of POST /manage/v1/apps. */
export const AppCreate = Type.Object({
  name: Type.String(),
  description: Type.Optional(Type.String()),
  publisher: Type.String(),
});

/** The body of PATCH /manage/v1/apps/{app_id}. Another publisher has yet to be verified. */
export const AppUpdate = Type.Partial(AppCreate);

/** The answer to POST /manage/v1/apps: the only time that the secret is shown. */
export const AppCreated = Type.Object({ app: App, credentials: NewCredentials });
export type AppCreated = Static<typeof AppCreated>;

/** /manage/v1/apps/{app_id}/… */
export const AppPath = Type.Object({ app_id: IdInput });
export type AppPath = StaticDecode<typeof AppPath>;

/** An app whose publisher an operator is asked to verify. */
export const VerificationRequest = Type.Object({
  app: Type.Object({
    id: Type.Integer(),
    name: Type.String(),
    description: Type.String(),
    publisher: Type.String(),
  }),
  developer: Type.Object({ id: Type.Integer(), name: Type.String(), email: Type.String() }),
  requested_at: Timestamp,
});
export type VerificationRequest = Static<typeof VerificationRequest>;

/** The body of POST /manage/v1/operator/apps/{app_id}/verification. */
export const VerificationDecision = Type.Object({ verified: Type.Boolean() });

/** Where an app's verification stands. */
export const Verification = Type.Object({
  state: Type.Enum(['unverified', 'requested', 'verified']),
  requested_at: Nullable(Timestamp),
  verified_at: Nullable(Timestamp),
});
export type Verification = Static<typeof Verification>;
