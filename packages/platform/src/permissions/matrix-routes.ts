import { CompanyPath, IdInput, PermissionLine, PermissionsBody, PermissionsQuery } from '@gatehouse/wire';
import Type from 'typebox';
import { levelName, levels, type Tool, tools } from '../access/levels.ts';
import { stateOfProject } from '../access/project-state-store.ts';
import type { House } from '../house.ts';
import { pageRequest } from '../rest/pagination.ts';
import { refuse } from '../rest/rest-call.ts';
import { type RestRoute, restRoute } from '../rest/rest-route.ts';
import { listLines, type StoredLine } from './matrix-store.ts';
import { giver } from './rights.ts';
import { setPermissions } from './set-permissions.ts';

const path = '/manage/v1/companies/:company_id/permissions';
const PersonPath = Type.Object({ ...CompanyPath.properties, person_id: IdInput });

/** Who may do what, people by tools. */
export function matrixRoutes(house: House): RestRoute[] {
  return [
    restRoute(house, {
      method: 'GET',
      path,
      audience: 'manage',
      summary: 'What people hold on the tools of the company, or of one of its projects, and why.',
      right: giver,
      audit: [],
      params: CompanyPath,
      query: PermissionsQuery,
      reply: Type.Array(PermissionLine),
      names: ({ params }) => ({ companyId: params.company_id }),
      async handle({ place: { companyId }, query, tx }) {
        const projectId = query.project_id ?? null;
        if (projectId !== null && (await stateOfProject(tx, companyId, projectId)) === undefined)
          return refuse('project_unknown');
        const page = pageRequest(query);
        const filter = { search: query.filters?.search, ids: query.filters?.id };
        const { total, lines } = await listLines(tx, companyId, projectId, filter, page);
        return { status: 200, body: lines.map(lineView), page: { ...page, total } };
      },
    }),
    restRoute(house, {
      method: 'PUT',
      path: `${path}/:person_id`,
      audience: 'manage',
      summary:
        'Gives a person a template, levels by hand, or granular permissions; binds on their next call.',
      right: giver,
      audit: ['permissions.changed'],
      on: 'single',
      params: PersonPath,
      body: PermissionsBody,
      reply: PermissionLine,
      names: ({ params }) => ({ companyId: params.company_id }),
      async handle({ place, params, body, facts, tx, origin }) {
        const { companyId } = place;
        const { project_id, ...wanted } = body.permissions;
        const projectId = project_id ?? null;
        const whose = { companyId, projectId, personId: params.person_id };
        const by = { personId: place.personId, facts, origin };
        const no = await setPermissions(house, tx, by, whose, wanted);
        if (no !== null) return no;
        const page = { perPage: 1, offset: 0 };
        const { lines } = await listLines(tx, companyId, projectId, { ids: [whose.personId] }, page);
        const [line] = lines;
        return line === undefined ? refuse('item_hidden') : { status: 200, body: lineView(line) };
      },
    }),
  ];
}

function lineView({ person, admin, template, own, said, granted }: StoredLine): PermissionLine {
  const companyAdmin = admin === levels.Admin && person.kind !== 'service_account';
  const held = (tool: Tool): PermissionLine['levels'][Tool] => {
    if (companyAdmin) return { level: 'Admin', source: 'company_admin' };
    const byHand = own.get(tool);
    if (byHand !== undefined) return { level: levelName(byHand), source: 'own' };
    const byTemplate = said.get(tool);
    return byTemplate === undefined ? undefined : { level: levelName(byTemplate), source: 'template' };
  };
  return {
    person: { id: person.id, name: person.name, login: person.email, kind: person.kind },
    company_admin: companyAdmin,
    template,
    levels: Object.fromEntries(
      tools.flatMap((tool) => {
        const level = held(tool);
        return level === undefined ? [] : [[tool, level]];
      }),
    ),
    granted: [...granted],
  };
}
