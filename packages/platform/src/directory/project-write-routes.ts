import {
  IdPath,
  ProjectCreateBody,
  ProjectQuery,
  ProjectShow,
  ProjectSyncRow,
  ProjectUpdateBody,
  SyncBody,
} from '@gatehouse/wire';
import Type from 'typebox';
import { isCompanyAdmin } from '../access/standing.ts';
import type { House } from '../house.ts';
import { fieldErrors, refuse } from '../rest/rest-call.ts';
import { type RestRoute, restRoute } from '../rest/rest-route.ts';
import { findProject, findProjectByOrigin } from './project-store.ts';
import { projectShow } from './project-view.ts';
import { sync } from './sync.ts';
import { changeProject, makeProject, type ProjectOutcome } from './write-project.ts';

const runsCompany = { kind: 'tool', tool: 'admin', at: 'company', level: 'Admin' } as const;
const projectEvents = ['project.created', 'project.changed', 'member.added'] as const;
const CompanyQuery = Type.Object({ company_id: ProjectQuery.properties.company_id });

export function projectWriteRoutes(house: House): RestRoute[] {
  return [
    restRoute(house, {
      method: 'POST',
      path: '/rest/v1.0/projects',
      summary: 'Makes a project.',
      right: runsCompany,
      audit: projectEvents,
      query: CompanyQuery,
      body: ProjectCreateBody,
      reply: ProjectShow,
      namesCompanyInBody: true,
      names: ({ query }) => ({ companyId: query.company_id }),
      async handle({ body, facts, origin, place, tx }) {
        const creator = { personId: place.personId, joins: !isCompanyAdmin(facts) };
        const outcome = await makeProject(house, tx, origin, place.companyId, creator, body.project);
        return outcome.kind === 'faults'
          ? fieldErrors(outcome.errors)
          : { status: 201, body: projectShow(outcome.project) };
      },
    }),
    restRoute(house, {
      method: 'PATCH',
      path: '/rest/v1.0/projects/:id',
      summary: 'Changes a project; `active: false` archives it.',
      right: { kind: 'tool', tool: 'admin', at: 'project', level: 'Admin' },
      audit: projectEvents,
      params: IdPath,
      query: CompanyQuery,
      body: ProjectUpdateBody,
      reply: ProjectShow,
      changesArchived: true,
      names: ({ params, query }) => ({ companyId: query.company_id, projectId: params.id }),
      async handle({ body, origin, params, place, tx }) {
        if (body.company_id !== undefined && body.company_id !== place.companyId)
          return refuse('project_unknown');
        const known = await findProject(tx, place.companyId, params.id);
        if (known === undefined) return refuse('project_unknown');
        const outcome = await changeProject(house, tx, origin, place.companyId, known, body.project);
        return outcome.kind === 'faults'
          ? fieldErrors(outcome.errors)
          : { status: 200, body: projectShow(outcome.project) };
      },
    }),
    restRoute(house, {
      method: 'PATCH',
      path: '/rest/v1.0/projects/sync',
      summary: 'Makes and changes projects, row by row; a wrong row stops no other.',
      right: runsCompany,
      audit: projectEvents,
      query: CompanyQuery,
      body: SyncBody,
      reply: Type.Object({ entities: Type.Array(ProjectShow), errors: Type.Array(Type.Unknown()) }),
      namesCompanyInBody: true,
      names: ({ query }) => ({ companyId: query.company_id }),
      steps: { rows: ({ updates }) => updates.length, size: () => 50 },
      async handle({ body, facts, origin, place, step, tx }) {
        const creator = { personId: place.personId, joins: !isCompanyAdmin(facts) };
        const { companyId } = place;
        const synced = await sync(body.updates.slice(step.from, step.to), {
          schema: ProjectSyncRow,
          findByOrigin: (originId) => findProjectByOrigin(tx, companyId, originId),
          create: async (input) => rowOf(await makeProject(house, tx, origin, companyId, creator, input)),
          async update(id, input) {
            const known = await findProject(tx, companyId, id);
            if (known === undefined) return 'absent';
            return rowOf(await changeProject(house, tx, origin, companyId, known, input));
          },
        });
        return { status: 200, body: synced };
      },
    }),
  ];
}

function rowOf(outcome: ProjectOutcome) {
  return outcome.kind === 'faults' ? { errors: outcome.errors } : { entity: projectShow(outcome.project) };
}
