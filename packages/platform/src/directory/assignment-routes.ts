import { IdInput, ProjectAssignment, ProjectAssignmentsQuery } from '@gatehouse/wire';
import Type from 'typebox';
import type { House } from '../house.ts';
import { pageRequest } from '../rest/pagination.ts';
import { refuse } from '../rest/rest-call.ts';
import { type RestRoute, restRoute } from '../rest/rest-route.ts';
import { listAssignments } from './assignment-store.ts';
import { findMember } from './member-store.ts';
import { displayName } from './project.ts';
import { readsDirectory, userVersions } from './user-routes.ts';

const UserPath = Type.Object({ company_id: IdInput, user_id: IdInput });

/** The active projects of a company, with the word whether somebody is in them. */
export function assignmentRoutes(house: House): RestRoute[] {
  return userVersions.map((version) =>
    restRoute(house, {
      method: 'GET',
      path: `/rest/${version}/companies/:company_id/users/:user_id/project_assignments`,
      summary: 'The projects that somebody is in, or is not in.',
      right: readsDirectory,
      on: 'single',
      audit: [],
      params: UserPath,
      query: ProjectAssignmentsQuery,
      reply: Type.Array(ProjectAssignment),
      names: ({ params }) => ({ companyId: params.company_id }),
      async handle({ params, place, query, tx }) {
        const member = await findMember(tx, place.companyId, null, params.user_id);
        if (member === undefined) return refuse('item_hidden');
        const page = pageRequest(query);
        const status = query.filters?.assignment_status;
        const descends = query.direction === 'desc' || query.sort?.startsWith('-') === true;
        const { total, assignments } = await listAssignments(tx, place.companyId, params.user_id, {
          assigned: status === 'assigned' ? true : status === 'unassigned' ? false : null,
          search: query.filters?.search,
          direction: descends ? 'desc' : 'asc',
          slice: page,
        });
        const body = assignments.map((row) => ({
          id: row.id,
          name: row.name,
          display_name: displayName(row),
          project_number: row.project_number,
          active: true,
          assigned: row.member !== null,
          permission_template:
            row.template_id === null ? null : { id: row.template_id, name: row.template ?? '' },
        }));
        return { status: 200, body, page: { ...page, total } };
      },
    }),
  );
}
