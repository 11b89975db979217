import type { Writer } from '@gatehouse/database';
import {
  CompanyIdPath,
  IdInput,
  PageQuery,
  PermissionGroup,
  PermissionGroupMembersBody,
  PersonReference,
} from '@gatehouse/wire';
import Type from 'typebox';
import { type Origin, record } from '../audit/audit.ts';
import type { House } from '../house.ts';
import { pageRequest } from '../rest/pagination.ts';
import { fieldErrors, refuse } from '../rest/rest-call.ts';
import { type RestRoute, restRoute } from '../rest/rest-route.ts';
import type { Tables } from '../schema/tables.ts';
import {
  addGroupMember,
  listGroupMembers,
  removeGroupMember,
  replaceMembers,
  strangersAmong,
} from './group-member-store.ts';
import { groupsPath, groupView } from './group-routes.ts';
import { findGroup } from './group-store.ts';
import { giver } from './rights.ts';

const path = `${groupsPath}/:id/members`;
const MemberPath = Type.Object({ ...CompanyIdPath.properties, person_id: IdInput });
const inCompany = ({ params }: { readonly params: { readonly company_id: number } }) => ({
  companyId: params.company_id,
});

/** Who is in a group. */
export function groupMemberRoutes(house: House): RestRoute[] {
  return [
    restRoute(house, {
      method: 'GET',
      path,
      audience: 'manage',
      summary: 'The people in a group, by name.',
      right: { kind: 'tool', tool: 'directory', at: 'company', level: 'Read Only' },
      audit: [],
      params: CompanyIdPath,
      query: PageQuery,
      reply: Type.Array(PersonReference),
      names: inCompany,
      async handle({ place: { companyId }, params, query, tx }) {
        const group = await findGroup(tx, companyId, params.id);
        if (group === undefined) return refuse('item_hidden');
        const page = pageRequest(query);
        const members = await listGroupMembers(tx, companyId, group.id, page);
        const body = members.map(({ id, name, email }) => ({ id, name, login: email }));
        return { status: 200, body, page: { ...page, total: group.members } };
      },
    }),
    restRoute(house, {
      method: 'PUT',
      path: path,
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
        await recordChange(house, tx, origin, {
          companyId,
          id: group.id,
          details: { members: body.person_ids.length },
        });
        const changed = await findGroup(tx, companyId, group.id);
        return changed === undefined ? refuse('item_hidden') : { status: 200, body: groupView(changed) };
      },
    }),
    restRoute(house, {
      method: 'PUT',
      path: `${path}/:person_id`,
      audience: 'manage',
      summary: 'Puts somebody into a group; what it is named on opens to them on their next call.',
      right: giver,
      audit: ['permission_group.changed'],
      on: 'single',
      params: MemberPath,
      reply: PermissionGroup,
      names: inCompany,
      async handle({ place: { companyId }, params: { id, person_id: personId }, tx, origin }) {
        if ((await findGroup(tx, companyId, id)) === undefined) return refuse('item_hidden');
        if ((await strangersAmong(tx, companyId, [personId])).length > 0) return refuse('item_hidden');
        if (await addGroupMember(tx, companyId, id, { personId, at: house.clock.now() }))
          await recordChange(house, tx, origin, { companyId, id, details: { added: personId } });
        const changed = await findGroup(tx, companyId, id);
        return changed === undefined ? refuse('item_hidden') : { status: 200, body: groupView(changed) };
      },
    }),
    restRoute(house, {
      method: 'DELETE',
      path: `${path}/:person_id`,
      audience: 'manage',
      summary: 'Takes somebody out of a group; what it is named on closes to them on their next call.',
      right: giver,
      audit: ['permission_group.changed'],
      on: 'single',
      params: MemberPath,
      reply: null,
      names: inCompany,
      async handle({ place: { companyId }, params: { id, person_id: personId }, tx, origin }) {
        if (!(await removeGroupMember(tx, companyId, id, { personId, at: house.clock.now() })))
          return refuse('item_hidden');
        await recordChange(house, tx, origin, { companyId, id, details: { removed: personId } });
        return { status: 204 };
      },
    }),
  ];
}

async function recordChange(
  house: House,
  tx: Writer<Tables>,
  origin: Origin,
  { companyId, id, details }: { companyId: number; id: number; details: Record<string, number> },
): Promise<void> {
  const subject = `permission_group:${id}`;
  await record(house, tx, origin, { event: 'permission_group.changed', companyId, subject, details });
}
