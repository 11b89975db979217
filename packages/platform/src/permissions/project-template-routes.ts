import {
  IdInput,
  PermissionTemplate,
  PermissionTemplateAssignment,
  PermissionTemplateAssignmentBody,
  PermissionTemplateShow,
  PermissionTemplatesQuery,
} from '@gatehouse/wire';
import Type from 'typebox';
import { isDeveloperManaged } from '../access/standing.ts';
import type { House } from '../house.ts';
import { pageRequest } from '../rest/pagination.ts';
import { refuse } from '../rest/rest-call.ts';
import { type RestRoute, restRoute } from '../rest/rest-route.ts';
import { giver } from './rights.ts';
import { setPermissions } from './set-permissions.ts';
import { viewOf } from './template-routes.ts';
import { listTemplates } from './template-store.ts';

const ProjectPath = Type.Object({ project_id: IdInput });

/** Templates as one project knows them, and who holds which. */
export function projectTemplateRoutes(house: House): RestRoute[] {
  return [
    restRoute(house, {
      method: 'GET',
      path: '/rest/v1.0/projects/:project_id/permission_templates',
      summary: 'The permission templates that can be held in a project: the company’s, and its own.',
      right: { kind: 'tool', tool: 'directory', at: 'project', level: 'Read Only' },
      audit: [],
      params: ProjectPath,
      query: PermissionTemplatesQuery,
      reply: Type.Array(Type.Union([PermissionTemplateShow, PermissionTemplate])),
      names: ({ params }) => ({ projectId: params.project_id }),
      async handle({ place, params, query, tx }) {
        const page = pageRequest(query);
        const filter = { types: ['global', 'project_specific'], projectId: params.project_id } as const;
        const { total, templates } = await listTemplates(tx, place.companyId, filter, page);
        return { status: 200, body: templates.map(viewOf(query)), page: { ...page, total } };
      },
    }),
    restRoute(house, {
      method: 'PATCH',
      path: '/rest/v1.0/projects/:project_id/permission_template_assignments',
      summary: 'Gives somebody in a project another permission template; binds on their next call.',
      right: giver,
      audit: ['permissions.changed'],
      params: ProjectPath,
      body: PermissionTemplateAssignmentBody,
      reply: PermissionTemplateAssignment,
      names: ({ params }) => ({ projectId: params.project_id }),
      async handle({ place, params, body, facts, tx, origin }) {
        // The right is the company's; that the project is one of its own, and open to the app, is asked here.
        if (facts.project === null) return refuse('project_unknown');
        if (isDeveloperManaged(facts) && !facts.project.permitted) return refuse('project_not_permitted');
        const { user_id, permission_template_id } = body.permission_template_assignments;
        const whose = { companyId: place.companyId, projectId: params.project_id, personId: user_id };
        const by = { personId: place.personId, facts, origin };
        const no = await setPermissions(house, tx, by, whose, { template_id: permission_template_id });
        if (no !== null) return no;
        return { status: 200, body: { user_id, permission_template_id, project_id: params.project_id } };
      },
    }),
  ];
}
