import {
  CompanyIdPath,
  CompanyPath,
  PageQuery,
  PermissionGroup,
  PermissionGroupBody,
  PermissionGroupMembersBody,
} from '@gatehouse/wire';
import Type from 'typebox';
import { record } from '../audit/audit.ts';
import type { House } from '../house.ts';
import { pageRequest } from '../rest/pagination.ts';
import { fieldErrors, refuse } from '../rest/rest-call.ts';
import { type RestRoute, restRoute } from '../rest/rest-route.ts';
import { timestamp } from '../rest/timestamp.ts';
import {
  deleteGroup,
  findGroup,
  type Group,
  groupNameIsTaken,
  insertGroup,
  listGroups,
  renameGroup,
  replaceMembers,
  strangersAmong,
} from './group-store.ts';
import { giver } from './rights.ts';

const path = '/manage/v1/companies/:company_id/groups';
const taken = { name: ['has already been taken'] };
const inCompany = ({ params }: { readonly params: { readonly company_id: number } }) => ({
  companyId: params.company_id,
});

/** Groups of people who are named together on private items. */
export function groupRoutes(house: House): RestRoute[] {
  return [
    restRoute(house, {
      method: 'GET',
      path,
      audience: 'manage',
      summary: 'The company’s groups, with their members.',
      right: { kind: 'tool', tool: 'directory', at: 'company', level: 'Read Only' },
      audit: [],
      params: CompanyPath,
      query: PageQuery,
      reply: Type.Array(PermissionGroup),
      names: inCompany,
      async handle({ place, query, tx }) {
        const page = pageRequest(query);
        const { total, groups } = await listGroups(tx, place.companyId, page);
        return { status: 200, body: groups.map(groupView), page: { ...page, total } };
      },
    }),
    restRoute(house, {
      method: 'POST',
      path,
      audience: 'manage',
      summary: 'Makes a group with nobody in it.',
      right: giver,
      audit: ['permission_group.created'],
      params: CompanyPath,
      body: PermissionGroupBody,
      reply: PermissionGroup,
      names: inCompany,
      async handle({ place: { companyId, personId }, body, tx, origin }) {
        const { name } = body.group;
        if (await groupNameIsTaken(tx, companyId, name, null)) return fieldErrors(taken);
        const at = house.clock.now();
        const id = await insertGroup(tx, companyId, name, { by: personId, at });
        await record(house, tx, origin, {
          event: 'permission_group.created',
          companyId,
          subject: `permission_group:${id}`,
          details: { name },
        });
        return { status: 201, body: groupView({ id, name, createdAt: at, updatedAt: at, members: [] }) };
      },
    }),
    restRoute(house, {
      method: 'PATCH',
      path: `${path}/:id`,
      audience: 'manage',
      summary: 'Renames a group.',
      right: giver,
      audit: ['permission_group.changed'],
      on: 'single',
      params: CompanyIdPath,
      body: PermissionGroupBody,
      reply: PermissionGroup,
      names: inCompany,
      async handle({ place: { companyId }, params, body, tx, origin }) {
        const group = await findGroup(tx, companyId, params.id);
        if (group === undefined) return refuse('item_hidden');
        const { name } = body.group;
        if (await groupNameIsTaken(tx, companyId, name, group.id)) return fieldErrors(taken);
        const at = house.clock.now();
        await renameGroup(tx, companyId, group.id, { name, at });
        await record(house, tx, origin, {
          event: 'permission_group.changed',
          companyId,
          subject: `permission_group:${group.id}`,
          details: { name },
        });
        return { status: 200, body: groupView({ ...group, name, updatedAt: at }) };
      },
    }),
    restRoute(house, {
      method: 'PUT',
      path: `${path}/:id/members`,
      audience: 'manage',
      summary:
        'Makes the members of a group exactly these; what it is named on opens and closes on their next call.',
      right: giver,
      audit: ['permission_group.changed'],
      on: 'single',
      params: CompanyIdPath,
      body: PermissionGroupMembersBody,
      reply: PermissionGroup,
      names: inCompany,
      async handle({ place: { companyId }, params, body, tx, origin }) {
        const group = await findGroup(tx, companyId, params.id);
        if (group === undefined) return refuse('item_hidden');
        const strangers = await strangersAmong(tx, companyId, body.person_ids);
        if (strangers.length > 0)
          return fieldErrors({ person_ids: [`are not in this company: ${strangers.join(', ')}`] });
        await replaceMembers(tx, companyId, group.id, { personIds: body.person_ids, at: house.clock.now() });
        await record(house, tx, origin, {
          event: 'permission_group.changed',
          companyId,
          subject: `permission_group:${group.id}`,
          details: { members: body.person_ids.length },
        });
        const changed = await findGroup(tx, companyId, group.id);
        return changed === undefined ? refuse('item_hidden') : { status: 200, body: groupView(changed) };
      },
    }),
    restRoute(house, {
      method: 'DELETE',
      path: `${path}/:id`,
      audience: 'manage',
      summary: 'Deletes a group; nobody is named by it any more.',
      right: giver,
      audit: ['permission_group.deleted'],
      on: 'single',
      params: CompanyIdPath,
      reply: null,
      names: inCompany,
      async handle({ place: { companyId }, params, tx, origin }) {
        const group = await findGroup(tx, companyId, params.id);
        if (group === undefined) return refuse('item_hidden');
        await deleteGroup(tx, companyId, group.id);
        await record(house, tx, origin, {
          event: 'permission_group.deleted',
          companyId,
          subject: `permission_group:${group.id}`,
          details: { name: group.name },
        });
        return { status: 204 };
      },
    }),
  ];
}

function groupView({ id, name, createdAt, updatedAt, members }: Group): PermissionGroup {
  return {
    id,
    name,
    members: members.map((member) => ({ id: member.id, login: member.email, name: member.name })),
    created_at: timestamp(createdAt),
    updated_at: timestamp(updatedAt),
  };
}
