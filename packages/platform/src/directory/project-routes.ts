import {
  CompanyPath,
  CompanyProject,
  IdPath,
  Project,
  ProjectCompact,
  ProjectQuery,
  ProjectShow,
  ProjectsQuery,
} from '@gatehouse/wire';
import Type from 'typebox';
import type { House } from '../house.ts';
import { pageRequest } from '../rest/pagination.ts';
import { refuse } from '../rest/rest-call.ts';
import { type RestRoute, restRoute } from '../rest/rest-route.ts';
import { projectFilter, projectOrder, projectView } from './project.ts';
import { type FoundProject, findProject, listProjects } from './project-store.ts';
import { companyProject, projectCompact, projectItem, projectShow } from './project-view.ts';
import { projectWriteRoutes } from './project-write-routes.ts';

export function projectRoutes(house: House): RestRoute[] {
  return [
    projectList(house, '/rest/v1.0/projects', 2000),
    projectList(house, '/rest/v1.1/projects', 300),
    ...projectWriteRoutes(house),
    restRoute(house, {
      method: 'GET',
      path: '/rest/v1.0/projects/:id',
      summary: 'One project of the company.',
      right: { kind: 'bearer' },
      audit: [],
      params: IdPath,
      query: ProjectQuery,
      reply: Type.Union([ProjectShow, ProjectCompact]),
      names: ({ params, query }) => ({ companyId: query.company_id, projectId: params.id }),
      async handle({ place, params, query, tx }) {
        const project = await findProject(tx, place.companyId, params.id);
        return project === undefined
          ? refuse('project_unknown')
          : { status: 200, body: query.view === 'minimal' ? projectCompact(project) : projectShow(project) };
      },
    }),
    restRoute(house, {
      method: 'GET',
      path: '/rest/v1.0/companies/:company_id/projects',
      summary: 'All active projects of the company that the caller may see, in one array.',
      right: { kind: 'bearer' },
      audit: [],
      params: CompanyPath,
      reply: Type.Array(CompanyProject),
      names: ({ params }) => ({ companyId: params.company_id }),
      async handle({ caller, facts, place, tx }) {
        const { projects } = await listProjects(tx, place.companyId, projectView(caller, facts, place), {
          filter: projectFilter(undefined),
          order: projectOrder(undefined),
          slice: null,
        });
        return { status: 200, body: projects.map(companyProject) };
      },
    }),
  ];
}

/** Clients ask for `view=ids` to get every id at once, whatever the size of a page. */
const allIds = 200_000;

function projectList(house: House, path: string, mostPerPage: number): RestRoute {
  return restRoute(house, {
    method: 'GET',
    path,
    summary: 'Projects of the company that the caller may see: all for company admins, else their own.',
    right: { kind: 'bearer' },
    audit: [],
    query: ProjectsQuery,
    reply: Type.Union([Type.Array(Project), Type.Array(ProjectCompact), Type.Array(Type.Integer())]),
    names: ({ query }) => ({ companyId: query.company_id }),
    async handle({ caller, facts, place, query, tx }) {
      const ids = query.view === 'ids';
      const page = pageRequest(
        ids ? { page: query.page, per_page: allIds } : query,
        ids ? allIds : mostPerPage,
      );
      const { total, projects } = await listProjects(tx, place.companyId, projectView(caller, facts, place), {
        filter: projectFilter(query.filters),
        order: projectOrder(query.sort),
        slice: page,
      });
      return { status: 200, body: projects.map(viewOf(query)), page: { ...page, total } };
    },
  });
}

type ProjectItem = Project | ProjectCompact | number;

/** An unknown view falls back to the normal one. */
function viewOf({ view, serializer_view }: ProjectsQuery): (project: FoundProject) => ProjectItem {
  if (view === 'ids') return (project) => project.id;
  if (view === 'compact' || serializer_view === 'compact') return projectCompact;
  return projectItem;
}
