import Type, { type Static, type StaticDecode } from 'typebox';
import { IdInput } from '../rest/input.ts';
import { Nullable, Timestamp } from '../rest/output.ts';
import { NewCredentials } from './app-client.ts';
import { Manifest, ManifestInput } from './manifest.ts';

export const VersionStatus = Type.Enum(['ready_for_testing', 'promoted', 'retired']);
export type VersionStatus = Static<typeof VersionStatus>;

export const AppVersion = Type.Object({
  id: Type.Integer(),
  semver: Type.String({ examples: ['1.0.0'] }),
  status: VersionStatus,
  manifest: Manifest,
  sandbox_key: Type.String({ description: 'Installs this version in a sandbox company.' }),
  production_key: Nullable(Type.String({ description: 'Installs it in a production company.' })),
  release_notes: Nullable(Type.String()),
  created_at: Timestamp,
  promoted_at: Nullable(Timestamp),
});
export type AppVersion = Static<typeof AppVersion>;

/** The body of POST /manage/v1/apps/{app_id}/versions. */
export const AppVersionCreate = Type.Object({
  semver: Type.String({ minLength: 1, examples: ['1.0.0'] }),
  manifest: ManifestInput,
});

/** The body of POST /manage/v1/apps/{app_id}/versions/{id}/promote. */
export const AppVersionPromote = Type.Object({ release_notes: Type.String() });

/** The answer to it; credentials only with an app's first promotion, and never again. */
export const AppVersionPromoted = Type.Object({
  version: AppVersion,
  credentials: Nullable(NewCredentials),
});
export type AppVersionPromoted = Static<typeof AppVersionPromoted>;

/** /manage/v1/apps/{app_id}/…/{id} */
export const AppIdPath = Type.Object({ app_id: IdInput, id: IdInput });
export type AppIdPath = StaticDecode<typeof AppIdPath>;
