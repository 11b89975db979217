import Type, { type Static, type StaticDecode } from 'typebox';
import { IdInput } from '../rest/input.ts';
import { LevelName } from '../rest/level.ts';
import { Nullable } from '../rest/output.ts';

const mode = Type.Enum(['any', 'allow_list']);

/** A company's rules about apps; they bind installed apps too, from their next call on. */
export const AppPolicy = Type.Object({
  user_installs: Type.Boolean({ description: '*Allow User Installs*: members may install by authorizing.' }),
  mode,
  verified_only: Type.Boolean(),
  highest_level: Nullable(LevelName),
  allowed: Type.Array(Type.Integer()),
  blocked: Type.Array(Type.Integer()),
  apps: Type.Array(
    Type.Object({
      id: Type.Integer(),
      name: Type.String(),
      publisher: Type.String(),
      verified: Type.Boolean(),
    }),
    { description: 'The apps that the two lists name, and those that this company has met.' },
  ),
});
export type AppPolicy = Static<typeof AppPolicy>;

/**
 * PATCH …/app_policy: what is left out stays; a list is replaced whole. `allowed_version_key` puts a custom app on the
 * allow-list, which this company knows by its key only.
 */
export const AppPolicyUpdate = Type.Object({
  user_installs: Type.Optional(Type.Boolean()),
  mode: Type.Optional(mode),
  verified_only: Type.Optional(Type.Boolean()),
  highest_level: Type.Optional(Nullable(LevelName)),
  allowed: Type.Optional(Type.Array(IdInput, { maxItems: 1000 })),
  blocked: Type.Optional(Type.Array(IdInput, { maxItems: 1000 })),
  allowed_version_key: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
});
export type AppPolicyUpdate = StaticDecode<typeof AppPolicyUpdate>;
