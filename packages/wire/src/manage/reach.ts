import Type, { type Static } from 'typebox';
import { LevelName } from '../rest/level.ts';
import { NamedReference, Nullable } from '../rest/output.ts';
import { ToolName } from '../rest/tool.ts';

const ReachedTool = Type.Object({ tool: ToolName, level: LevelName });

/** What an app reaches as one principal: what a call would be allowed at this moment, and no more. */
export const PrincipalReach = Type.Object({
  person: NamedReference,
  refused: Nullable(
    Type.String({ description: 'Why nothing in this company can be reached; null where something can.' }),
  ),
  company: Type.Array(ReachedTool),
  projects: Type.Array(Type.Object({ project: NamedReference, tools: Type.Array(ReachedTool) })),
  refused_projects: Type.Array(Type.Object({ reason: Type.String(), projects: Type.Integer() }), {
    description: 'The other projects, counted by the reason of the refusal.',
  }),
});
export type PrincipalReach = Static<typeof PrincipalReach>;

/** GET …/installations/{id}/reach: as its own service account, and as each member who allowed it (a page of them). */
export const Reach = Type.Object({
  account: Nullable(PrincipalReach),
  members: Type.Array(PrincipalReach),
});
export type Reach = Static<typeof Reach>;
