import Type, { type Static } from 'typebox';
import { LevelName } from '../rest/level.ts';
import { Nullable } from '../rest/output.ts';
import { ToolName } from '../rest/tool.ts';

/** A level for each tool that is asked for; a tool left out is None. */
export const ToolLevels = Type.Partial(
  Type.Object({ documents: LevelName, directory: LevelName, admin: LevelName }),
);
export type ToolLevels = Static<typeof ToolLevels>;

/** What a version of an app asks of a company that installs it. */
export const Manifest = Type.Object({
  components: Type.Object({
    user_level: Type.Boolean({ description: 'People may authorize the app; it then acts as each of them.' }),
    service_account: Nullable(
      Type.Object(
        { company: ToolLevels, project: ToolLevels },
        { description: 'The app acts for itself, with these levels, in the projects the company permits.' },
      ),
    ),
  }),
  instructions: Type.String({ description: 'How to set the app up; shown before it is installed.' }),
  post_installation_notes: Type.String({ description: 'What to do next; shown once it is installed.' }),
});
export type Manifest = Static<typeof Manifest>;

/** A manifest as it is sent: names of tools and levels are still any text, so that each wrong one can be named. */
const levelsAsSent = Type.Optional(Type.Record(Type.String(), Type.String()));
export const ManifestInput = Type.Object({
  components: Type.Object({
    user_level: Type.Optional(Type.Boolean()),
    service_account: Type.Optional(Nullable(Type.Object({ company: levelsAsSent, project: levelsAsSent }))),
  }),
  instructions: Type.Optional(Type.String()),
  post_installation_notes: Type.Optional(Type.String()),
});
export type ManifestInput = Static<typeof ManifestInput>;

/** One level that differs between two versions. */
export const ManifestChange = Type.Object({
  scope: Type.Enum(['company', 'project']),
  tool: ToolName,
  from: LevelName,
  to: LevelName,
});
export type ManifestChange = Static<typeof ManifestChange>;
