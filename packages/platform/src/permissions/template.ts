import type { PermissionTemplateCreateBody, PermissionTemplateShow } from '@gatehouse/wire';
import { type GranularAction, granularActions, isGranularAction } from '../access/actions.ts';
import { type Level, levelFrom, levels, type Tool, tools } from '../access/levels.ts';
import type { PermissionTemplateRow } from '../schema/tables.ts';

/** What a template says of one tool. */
export interface Said {
  readonly level: Level;
  readonly actions: readonly GranularAction[];
}

export interface Template extends Pick<PermissionTemplateRow, 'company_id' | 'project_id' | 'type' | 'name'> {
  readonly id: number;
  readonly says: ReadonlyMap<Tool, Said>;
}

export function levelSaid(template: Pick<Template, 'says'> | null, tool: Tool): Level {
  return template?.says.get(tool)?.level ?? levels.None;
}

type Sent = PermissionTemplateCreateBody['permission_template'];
type Faults = Readonly<Record<string, readonly string[]>>;

/** What a body says of each tool. Where it says nothing of levels or of actions, what was said before stays. */
export function saidBy(
  { user_access_levels: sentLevels, permissions }: Pick<Sent, 'user_access_levels' | 'permissions'>,
  type: Template['type'],
  before: Template['says'] = new Map(),
): { readonly says: Template['says'] } | { readonly faults: Faults } {
  const strange = (names: readonly string[]) => names.filter((name) => !isTool(name));
  const strangeLevels = strange(Object.keys(sentLevels ?? {}));
  if (strangeLevels.length > 0)
    return fault('user_access_levels', `name tools that are not here: ${strangeLevels.join(', ')}`);
  const strangeTools = strange(Object.keys(permissions ?? {}));
  if (strangeTools.length > 0)
    return fault('permissions', `name tools that are not here: ${strangeTools.join(', ')}`);

  const says = new Map<Tool, Said>();
  for (const tool of tools) {
    const known = before.get(tool);
    const level = sentLevels === undefined ? (known?.level ?? levels.None) : levelFrom(sentLevels[tool]);
    const sent = permissions?.[tool];
    const wanted = Object.entries(sent ?? {}).flatMap(([action, given]) => (given ? [action] : []));
    const actions = permissions === undefined ? (known?.actions ?? []) : wanted.filter(isGranularAction);
    if (permissions !== undefined && actions.length < wanted.length)
      return fault('permissions', `grant more than there is: ${Object.keys(granularActions).join(', ')}`);
    if (actions.length > 0 && (tool !== 'documents' || type === 'company_tools'))
      return fault('permissions', 'exist for the documents of projects only');
    if (level !== levels.None || actions.length > 0) says.set(tool, { level, actions });
  }
  return { says };
}

function isTool(name: string): name is Tool {
  return (tools as readonly string[]).includes(name);
}

function fault(field: string, message: string): { readonly faults: Faults } {
  return { faults: { [field]: [message] } };
}

/** The detail of the wire. */
export function templateShow({
  id,
  company_id,
  project_id,
  type,
  name,
  says,
}: Template): PermissionTemplateShow {
  const granted = says.get('documents')?.actions ?? [];
  return {
    id,
    company_id,
    name,
    provider_type: project_id === null ? 'Company' : 'Project',
    provider_id: project_id ?? company_id,
    type,
    category: 'internal',
    project_id,
    user_access_levels: Object.fromEntries(tools.map((tool) => [tool, levelSaid({ says }, tool)])),
    permissions:
      type === 'company_tools'
        ? {}
        : {
            documents: Object.fromEntries(
              Object.keys(granularActions).map((action) => [action, granted.some((each) => each === action)]),
            ),
          },
  };
}
