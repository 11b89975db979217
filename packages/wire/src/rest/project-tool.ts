import Type, { type Static, type StaticDecode } from 'typebox';
import { BooleanInput, IdInput } from './input.ts';
import { LevelName } from './level.ts';
import { PageQuery } from './query.ts';

/** An item of GET /rest/v1.0/projects/{project_id}/tools. A tool that is switched off refuses everybody. */
export const ProjectTool = Type.Object({
  id: Type.Integer(),
  engine_name: Type.String(),
  is_active: Type.Boolean(),
  position: Type.Integer(),
  required: Type.Boolean({ description: 'It cannot be switched off.' }),
  title: Type.String(),
});
export type ProjectTool = Static<typeof ProjectTool>;

/** An item of GET /rest/v1.0/tools. */
export const ProjectToolOfCaller = Type.Object({
  ...ProjectTool.properties,
  user_access_level: LevelName,
  provider_id: Type.Integer(),
  provider_type: Type.Enum(['Project']),
});
export type ProjectToolOfCaller = Static<typeof ProjectToolOfCaller>;

/** GET /rest/v1.0/projects/{project_id}/tools. */
export const ProjectToolsQuery = Type.Object({
  ...PageQuery.properties,
  filters: Type.Optional(Type.Object({ is_active: Type.Optional(BooleanInput) })),
});
export type ProjectToolsQuery = StaticDecode<typeof ProjectToolsQuery>;

export const ToolsQuery = Type.Object({ project_id: IdInput });
export type ToolsQuery = StaticDecode<typeof ToolsQuery>;

export const ProjectToolsUpdateBody = Type.Object({
  tools: Type.Array(
    Type.Object({
      id: IdInput,
      is_active: Type.Optional(BooleanInput),
      position: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000 })),
    }),
    { maxItems: 100 },
  ),
});
export type ProjectToolsUpdateBody = StaticDecode<typeof ProjectToolsUpdateBody>;
