import { CompanyIdPath, CompanyPath, PageQuery, PermissionGroup, PermissionGroupBody } from '@gatehouse/wire';
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
} from './group-store.ts';
import { giver } from './rights.ts';

export const groupsPath = '/manage/v1/companies/:company_id/groups';
const taken = { name: ['has already been taken'] };
const inCompany = ({ params }: { readonly params: { readonly company_id: number } }) => ({
  companyId: params.company_id,
});

/** Groups of people who are named together on private items. */
export function groupRoutes(house: House): RestRoute[] {
  return [
    restRoute(house, {
      method: 'GET',
      path: groupsPath,
      audience: 'manage',
      summary: 'The company’s groups, with how many people are in each.',
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
      path: groupsPath,
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
        return { status: 201, body: groupView({ id, name, created_at: at, updated_at: at, members: 0 }) };
      },
    }),
    restRoute(house, {
      method: 'PATCH',
      path: `${groupsPath}/:id`,
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
        return { status: 200, body: groupView({ ...group, name, updated_at: at }) };
      },
    }),
    restRoute(house, {
      method: 'DELETE',
      path: `${groupsPath}/:id`,
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

export function groupView({ id, name, members, ...row }: Group): PermissionGroup {
  return {
    id,
    name,
    member_count: members,
    created_at: timestamp(row.created_at),
    updated_at: timestamp(row.updated_at),
  };
}
