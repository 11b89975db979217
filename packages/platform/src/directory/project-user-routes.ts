import {
  IdInput,
  PeopleQuery,
  Person,
  PersonExtended,
  ProjectMembership,
  ProjectMembershipBody,
  ProjectUser,
  ProjectUserAddBody,
  ProjectUserCompact,
  UsersQuery,
} from '@gatehouse/wire';
import Type from 'typebox';
import type { Facts } from '../access/facts.ts';
import { levels } from '../access/levels.ts';
import { levelOn } from '../access/standing.ts';
import type { House } from '../house.ts';
import { shownEmail } from '../naming/person-name.ts';
import { pageRequest } from '../rest/pagination.ts';
import { fieldErrors, refuse } from '../rest/rest-call.ts';
import { type RestRoute, restRoute } from '../rest/rest-route.ts';
import { timestamp } from '../rest/timestamp.ts';
import { type FoundMember, findMember, listMembers, type MemberFilter } from './member-store.ts';
import { compactUser, companyUser, memberName, person, personExtended, withoutNulls } from './member-view.ts';
import { givesTemplates, joinProject, leaveProject } from './project-team.ts';
import { memberOrder, peopleFilter, userFilter } from './user-list.ts';
import { isUser } from './user-routes.ts';

const ProjectPath = Type.Object({ project_id: IdInput });
const ProjectIdPath = Type.Object({ project_id: IdInput, id: IdInput });
const project = '/rest/v1.0/projects/:project_id';

const reads = { kind: 'tool', tool: 'directory', at: 'project', level: 'Read Only' } as const;
const runs = { kind: 'tool', tool: 'directory', at: 'project', level: 'Admin' } as const;
const teamEvents = ['member.added', 'member.removed'] as const;
const names = ({ params }: { params: { project_id: number } }) => ({ projectId: params.project_id });

/** The people of a project. */
export function projectUserRoutes(house: House): RestRoute[] {
  return [
    userList(house, `${project}/users`, true),
    userList(house, `${project}/users/inactive`, false),
    userList(house, `${project}/assignable_users`, true),
    ...shownUsers(house),
    ...changedTeam(house),
    ...memberships(house),
  ];
}

/** Whoever is in a project may know who else is: their names, and nothing more without the Directory. */
function userList(house: House, path: string, active: boolean): RestRoute {
  return restRoute(house, {
    method: 'GET',
    path,
    summary: active ? 'The users of a project.' : 'The users of a project who are switched off.',
    right: { kind: 'bearer' },
    shownBy: 'directory',
    audit: [],
    params: ProjectPath,
    query: UsersQuery,
    reply: Type.Union([Type.Array(ProjectUser), Type.Array(ProjectUserCompact)]),
    names,
    async handle({ facts, place, query, tx }) {
      const reads = readsDirectory(facts);
      const asked = userFilter(query.filters, active);
      if ('reply' in asked) return asked.reply;
      const page = pageRequest(query);
      // What is not shown is not found by, nor sorted by: else it could be guessed letter by letter.
      const { search, ids } = asked.filter;
      const filter: MemberFilter = reads
        ? asked.filter
        : { active, kinds: 'users', ids, search, searchIn: 'names' };
      const { total, members } = await listMembers(tx, place.companyId, place.projectId, {
        filter,
        order: memberOrder(reads ? query.sort : undefined),
        slice: page,
      });
      const view = reads && query.view !== 'compact' ? companyUser : compactUser;
      return { status: 200, body: members.map(view), page: { ...page, total } };
    },
  });
}

function readsDirectory(facts: Facts): boolean {
  return levelOn(facts, { at: 'project', tool: 'directory' }) >= levels['Read Only'];
}

function shownUsers(house: House): RestRoute[] {
  return [
    restRoute(house, {
      method: 'GET',
      path: `${project}/users/:id`,
      summary: 'One user of a project; what is null is left out.',
      right: reads,
      on: 'single',
      audit: [],
      params: ProjectIdPath,
      reply: Type.Partial(ProjectUser),
      names,
      async handle({ params, place, tx }) {
        const member = await findMember(tx, place.companyId, params.project_id, params.id);
        return isUser(member)
          ? { status: 200, body: withoutNulls(companyUser(member)) }
          : refuse('item_hidden');
      },
    }),
    restRoute(house, {
      method: 'GET',
      path: `${project}/people`,
      summary: 'The people of a project, contacts included.',
      right: reads,
      audit: [],
      params: ProjectPath,
      query: PeopleQuery,
      reply: Type.Union([Type.Array(Person), Type.Array(PersonExtended)]),
      names,
      async handle({ params, place, query, tx }) {
        const page = pageRequest(query);
        const { total, members } = await listMembers(tx, place.companyId, params.project_id, {
          filter: peopleFilter(query.filters, true),
          order: memberOrder(query.sort),
          slice: page,
        });
        const view = query.view === 'extended' || query.view === 'web' ? personExtended : person;
        return { status: 200, body: members.map(view), page: { ...page, total } };
      },
    }),
  ];
}

function changedTeam(house: House): RestRoute[] {
  return [
    restRoute(house, {
      method: 'POST',
      path: `${project}/users/:id/actions/add`,
      summary: 'Puts somebody of the company into the project.',
      right: runs,
      audit: teamEvents,
      params: ProjectIdPath,
      body: ProjectUserAddBody,
      reply: Type.Partial(ProjectUser),
      names,
      async handle({ body, facts, origin, params, place, tx }) {
        if (body.user?.permission_template_id !== undefined && !givesTemplates(facts))
          return refuse('level_too_low');
        const errors = await joinProject(house, tx, origin, place.companyId, {
          projectId: params.project_id,
          personId: params.id,
          templateId: body.user?.permission_template_id,
        });
        if (errors?.user_id !== undefined) return refuse('item_hidden');
        if (errors !== undefined) return fieldErrors(errors);
        const member = await findMember(tx, place.companyId, params.project_id, params.id);
        return member === undefined
          ? refuse('item_hidden')
          : { status: 201, body: withoutNulls(companyUser(member)) };
      },
    }),
    restRoute(house, {
      method: 'DELETE',
      path: `${project}/users/:id/actions/remove`,
      summary: 'Takes somebody out of the project; the company keeps its record.',
      right: runs,
      audit: teamEvents,
      params: ProjectIdPath,
      reply: null,
      names,
      async handle({ origin, params, place, tx }) {
        const where = { projectId: params.project_id, personId: params.id };
        const errors = await leaveProject(house, tx, origin, place.companyId, where);
        return errors === undefined ? { status: 204 } : refuse('item_hidden');
      },
    }),
  ];
}

function memberships(house: House): RestRoute[] {
  return [
    restRoute(house, {
      method: 'GET',
      path: `${project}/project_memberships`,
      summary: 'Who is in a project, and since when.',
      right: reads,
      audit: [],
      params: ProjectPath,
      query: UsersQuery,
      reply: Type.Array(ProjectMembership),
      names,
      async handle({ params, place, query, tx }) {
        const page = pageRequest(query);
        const { total, members } = await listMembers(tx, place.companyId, params.project_id, {
          filter: { active: true },
          order: memberOrder(query.sort),
          slice: page,
        });
        const body = members.map((member) => membership(params.project_id, member));
        return { status: 200, body, page: { ...page, total } };
      },
    }),
    restRoute(house, {
      method: 'POST',
      path: `${project}/project_memberships`,
      summary: 'Puts somebody of the company into the project.',
      right: runs,
      audit: teamEvents,
      params: ProjectPath,
      body: ProjectMembershipBody,
      reply: ProjectMembership,
      names,
      async handle({ body, facts, origin, params, place, tx }) {
        const { user_id: personId, permission_template_id: templateId } = body.project_membership;
        if (templateId !== undefined && !givesTemplates(facts)) return refuse('level_too_low');
        const where = { projectId: params.project_id, personId, templateId };
        const errors = await joinProject(house, tx, origin, place.companyId, where);
        if (errors !== undefined) return fieldErrors(errors);
        const member = await findMember(tx, place.companyId, params.project_id, personId);
        return member === undefined
          ? refuse('item_hidden')
          : { status: 201, body: membership(params.project_id, member) };
      },
    }),
    restRoute(house, {
      method: 'DELETE',
      path: `${project}/project_memberships/:id`,
      summary: 'Takes somebody out of the project.',
      right: runs,
      audit: teamEvents,
      params: ProjectIdPath,
      reply: null,
      names,
      async handle({ origin, params, place, tx }) {
        const where = { projectId: params.project_id, personId: params.id };
        const errors = await leaveProject(house, tx, origin, place.companyId, where);
        return errors === undefined ? { status: 204 } : refuse('item_hidden');
      },
    }),
  ];
}

/** A person is in a project once, so the person's id names the membership in it. */
function membership(projectId: number, member: FoundMember): ProjectMembership {
  return {
    id: member.person_id,
    project_id: projectId,
    user: { id: member.person_id, name: memberName(member), login: shownEmail(member.email) },
    permission_template_id: member.template_id,
    created_at: timestamp(member.in_project_since ?? member.created_at),
  };
}
