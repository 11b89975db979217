import {
  IdInput,
  PermissionsManifest,
  ProjectTool,
  ProjectToolOfCaller,
  ProjectToolsQuery,
  ProjectToolsUpdateBody,
  SettingsPermissionsQuery,
  ToolsQuery,
} from '@gatehouse/wire';
import Type from 'typebox';
import { granularActions } from '../access/actions.ts';
import { levelName, levels, type Tool, tools } from '../access/levels.ts';
import { momentOf } from '../access/moment.ts';
import { loadFacts } from '../access/snapshot-store.ts';
import { standingOn } from '../access/standing.ts';
import { record } from '../audit/audit.ts';
import type { House } from '../house.ts';
import { pageRequest } from '../rest/pagination.ts';
import { type Caller, fieldErrors, type Place } from '../rest/rest-call.ts';
import { type RestRoute, restRoute, type Unit } from '../rest/rest-route.ts';
import { listProjectTools, type ProjectToolState, placeTool, switchTool } from './project-tool-store.ts';

const ProjectPath = Type.Object({ project_id: IdInput });
const path = '/rest/v1.0/projects/:project_id/tools';
const titles: Readonly<Record<Tool, string>> = {
  admin: 'Admin',
  directory: 'Directory',
  documents: 'Documents',
};
/** Without it nobody could switch the others on again. */
const required: Tool = 'admin';

/** The tools of a project, and what the caller may do with each. */
export function toolRoutes(house: House): RestRoute[] {
  return [
    restRoute(house, {
      method: 'GET',
      path,
      summary: 'The tools of a project, and which of them are on.',
      right: { kind: 'bearer' },
      audit: [],
      params: ProjectPath,
      query: ProjectToolsQuery,
      reply: Type.Array(ProjectTool),
      names: ({ params }) => ({ projectId: params.project_id }),
      async handle({ place, params, query, tx }) {
        const all = await listProjectTools(tx, place.companyId, params.project_id);
        const wanted = query.filters?.is_active;
        const listed = wanted === undefined ? all : all.filter(({ active }) => active === wanted);
        const page = pageRequest(query);
        const body = listed.slice(page.offset, page.offset + page.perPage).map(toolView);
        return { status: 200, body, page: { ...page, total: listed.length } };
      },
    }),
    restRoute(house, {
      method: 'PATCH',
      path,
      summary: 'Switches tools of a project on and off, for everybody, and puts them in order.',
      right: { kind: 'tool', tool: 'admin', at: 'project', level: 'Admin' },
      audit: ['project_tools.changed'],
      params: ProjectPath,
      body: ProjectToolsUpdateBody,
      reply: Type.Array(ProjectTool),
      names: ({ params }) => ({ projectId: params.project_id }),
      async handle({ place: { companyId }, params, body, tx, origin }) {
        const projectId = params.project_id;
        const wanted = body.tools.map(({ id, ...change }) => ({ ...change, id, tool: tools[id - 1] }));
        const strange = wanted.filter(({ tool }) => tool === undefined).map(({ id }) => id);
        if (strange.length > 0) return fieldErrors({ tools: [`are not known: ${strange.join(', ')}`] });
        if (wanted.some(({ tool, is_active }) => tool === required && is_active === false))
          return fieldErrors({ tools: [`cannot do without ${required}`] });
        const at = house.clock.now();
        for (const { tool, is_active, position } of wanted) {
          if (tool === undefined) continue;
          if (is_active !== undefined)
            await switchTool(tx, companyId, projectId, { tool, active: is_active, at });
          if (position !== undefined) await placeTool(tx, companyId, projectId, { tool, position });
        }
        const listed = await listProjectTools(tx, companyId, projectId);
        await record(house, tx, origin, {
          event: 'project_tools.changed',
          companyId,
          subject: `project:${projectId}`,
          details: { off: namesOf(listed.filter(({ active }) => !active)) },
        });
        return { status: 200, body: listed.map(toolView) };
      },
    }),
    restRoute(house, {
      method: 'GET',
      path: '/rest/v1.0/tools',
      summary: 'The tools of a project with the caller’s level on each.',
      right: { kind: 'bearer' },
      audit: [],
      query: ToolsQuery,
      reply: Type.Array(ProjectToolOfCaller),
      names: ({ query }) => ({ projectId: query.project_id }),
      async handle({ caller, place, query, tx }) {
        const projectId = query.project_id;
        const held = await heldOn(house, tx, caller, { ...place, projectId });
        const listed = await listProjectTools(tx, place.companyId, projectId);
        return {
          status: 200,
          body: listed.map((state) => ({
            ...toolView(state),
            user_access_level: levelName(held.get(state.tool)?.level ?? levels.None),
            provider_id: projectId,
            provider_type: 'Project',
          })),
        };
      },
    }),
    restRoute(house, {
      method: 'GET',
      path: '/rest/v1.0/settings/permissions',
      summary: 'What the caller may do with each tool, of a project or of the company.',
      right: { kind: 'bearer' },
      audit: [],
      query: SettingsPermissionsQuery,
      reply: PermissionsManifest,
      names: ({ query }) => ({ companyId: query.company_id, projectId: query.project_id }),
      async handle({ caller, place, query, tx }) {
        if ((query.company_id === undefined) === (query.project_id === undefined))
          return {
            status: 400,
            body: { error: { code: 'BAD_REQUEST', message: 'Send project_id or company_id.' } },
          };
        const { projectId } = place;
        const held = await heldOn(house, tx, caller, place);
        const listed =
          projectId === null
            ? tools.map((tool, index) => ({ tool, active: true, position: index + 1 }))
            : await listProjectTools(tx, place.companyId, projectId);
        return { status: 200, body: { tools: listed.map((state) => manifestView(state, place, held)) } };
      },
    }),
  ];
}

type Held = ReadonlyMap<Tool, ReturnType<typeof standingOn>>;

/** The facts know one tool at a time: each is asked for as a call about it would. */
async function heldOn(house: House, tx: Unit, caller: Caller, place: Place): Promise<Held> {
  const { companyId, projectId } = place;
  const held = new Map<Tool, ReturnType<typeof standingOn>>();
  for (const tool of tools) {
    const question = { bearer: caller, companyId, projectId, tool, ...momentOf(house) };
    const at = projectId === null ? 'company' : 'project';
    held.set(tool, standingOn(await loadFacts(tx, question), { at, tool }));
  }
  return held;
}

function toolView({ tool, active, position }: ProjectToolState): ProjectTool {
  return {
    id: tools.indexOf(tool) + 1,
    engine_name: tool,
    is_active: active,
    position,
    required: tool === required,
    title: titles[tool],
  };
}

function manifestView(
  { tool, active }: ProjectToolState,
  { companyId, projectId }: Place,
  held: Held,
): PermissionsManifest['tools'][number] {
  const standing = held.get(tool);
  const level = standing?.level ?? levels.None;
  const everyAction = tool === 'documents' && projectId !== null && level === levels.Admin;
  const id = tools.indexOf(tool) + 1;
  return {
    id,
    name: tool,
    friendly_name: titles[tool],
    domain_id: id,
    tab_group: 'core',
    available_for_user: active && level !== levels.None,
    url: projectId === null ? `/${companyId}/company/${tool}` : `/${projectId}/project/${tool}`,
    user_access_level: { id: level, name: levelName(level) },
    permitted_actions: Object.entries(granularActions).flatMap(([action_name, label], index) =>
      everyAction || (level !== levels.None && standing?.granted.some((held) => held === action_name))
        ? [{ id: index + 1, action_name, label, tool_name: tool }]
        : [],
    ),
    create_url: null,
    can_create: active && standing?.archived === false && level >= levels.Standard,
    trial: false,
  };
}

function namesOf(listed: readonly ProjectToolState[]): string {
  return listed.map(({ tool }) => tool).join(' ');
}
