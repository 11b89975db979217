import type { Writer } from '@gatehouse/database';
import {
  CompanyIdPath,
  CompanyPath,
  CompanyUser,
  CompanyUserCreateBody,
  CompanyUserShow,
  CompanyUserUpdateBody,
  IdInput,
  IdPath,
  UsersQuery,
} from '@gatehouse/wire';
import Type from 'typebox';
import type { Facts } from '../access/facts.ts';
import type { Origin } from '../audit/audit.ts';
import type { House } from '../house.ts';
import { leavesOut } from '../rest/left-out.ts';
import { pageRequest } from '../rest/pagination.ts';
import { type Place, type RestReply, refuse } from '../rest/rest-call.ts';
import { type RestRoute, restRoute } from '../rest/rest-route.ts';
import type { Tables } from '../schema/tables.ts';
import { findMember, listMembers } from './member-store.ts';
import { companyUser, companyUserExtended, companyUserShow, companyUserWritten } from './member-view.ts';
import { faultReply, userInput, writingOf } from './user-input.ts';
import { memberOrder, userFilter } from './user-list.ts';
import { createMember, updateMember } from './write-member.ts';

/** The same paths at four versions; what differs is which views a list knows. */
export const userVersions = ['v1.0', 'v1.1', 'v1.2', 'v1.3'] as const;
export type UserVersion = (typeof userVersions)[number];

export const readsDirectory = { kind: 'tool', tool: 'directory', at: 'company', level: 'Read Only' } as const;
export const writesDirectory = { kind: 'tool', tool: 'directory', at: 'company', level: 'Standard' } as const;
export const runsDirectory = { kind: 'tool', tool: 'directory', at: 'company', level: 'Admin' } as const;

/** Clients send it with a new or changed user (wire reference B.9). */
export const portrait = leavesOut('user[avatar]');

/** Every event that a change of a person may write. */
export const memberEvents = [
  'person.created',
  'member.added',
  'member.changed',
  'member.removed',
  'member.new_address_asked',
  'service_account.ceased',
] as const;

/** The people of a company who may sign in. */
export function userRoutes(house: House): RestRoute[] {
  return userVersions.flatMap((version) => [
    userList(house, version, '', true),
    userList(house, version, '/inactive', false),
    showUser(house, version),
    createUser(house, version),
    changeUser(house, version),
    reactivateUser(house, version),
    ...olderPaths(house, version),
  ]);
}

const pathOf = (version: UserVersion, rest = '') => `/rest/${version}/companies/:company_id/users${rest}`;

function userList(house: House, version: UserVersion, rest: string, active: boolean): RestRoute {
  return restRoute(house, {
    method: 'GET',
    path: pathOf(version, rest),
    summary: active ? 'The users of a company.' : 'The users of a company who are switched off.',
    right: readsDirectory,
    audit: [],
    params: CompanyPath,
    query: UsersQuery,
    reply: Type.Union([Type.Array(CompanyUser), Type.Array(Type.Integer())]),
    names: ({ params }) => ({ companyId: params.company_id }),
    async handle({ place, query, tx }) {
      const asked = userFilter(query.filters, active ? (query.filters?.active ?? true) : false);
      if ('reply' in asked) return asked.reply;
      const page = pageRequest(query);
      const order = memberOrder(query.sort);
      const { total, members } = await listMembers(tx, place.companyId, null, {
        ...asked,
        order,
        slice: page,
      });
      const idsOnly = version === 'v1.3' && query.view === 'ids_only';
      const view = query.view === 'extended' ? companyUserExtended : companyUser;
      const body = idsOnly ? members.map((member) => member.person_id) : members.map(view);
      return { status: 200, body, page: { ...page, total } };
    },
  });
}

function showUser(house: House, version: UserVersion): RestRoute {
  return restRoute(house, {
    method: 'GET',
    path: pathOf(version, '/:id'),
    summary: 'One user of a company.',
    right: readsDirectory,
    on: 'single',
    audit: [],
    params: CompanyIdPath,
    reply: CompanyUserShow,
    names: ({ params }) => ({ companyId: params.company_id }),
    async handle({ place, params, tx }) {
      const member = await findMember(tx, place.companyId, null, params.id);
      return isUser(member) ? { status: 200, body: companyUserShow(member) } : refuse('item_hidden');
    },
  });
}

function createUser(house: House, version: UserVersion): RestRoute {
  return restRoute(house, {
    method: 'POST',
    path: pathOf(version),
    summary: 'Puts somebody into the directory, as a user; an invitation is sent separately.',
    right: runsDirectory,
    audit: memberEvents,
    params: CompanyPath,
    body: CompanyUserCreateBody,
    upload: portrait,
    reply: CompanyUserShow,
    names: ({ params }) => ({ companyId: params.company_id }),
    handle: (call) => takeIn(house, call),
  });
}

interface TakingIn {
  readonly body: CompanyUserCreateBody;
  readonly facts: Facts;
  readonly origin: Origin;
  readonly place: Place;
  readonly tx: Writer<Tables>;
}

async function takeIn(house: House, { body, facts, origin, place, tx }: TakingIn): Promise<RestReply> {
  const writing = await writingOf(tx, facts, place.personId);
  const input = { ...userInput(body.user), kind: 'user' } as const;
  const outcome = await createMember(house, tx, origin, place.companyId, writing, input);
  return outcome.kind === 'faults'
    ? faultReply(outcome.faults)
    : { status: 201, body: companyUserWritten(outcome.member) };
}

function changeUser(house: House, version: UserVersion): RestRoute {
  return restRoute(house, {
    method: 'PATCH',
    path: pathOf(version, '/:id'),
    summary: 'Changes a user; address, activity and templates only as Admin of the Directory.',
    right: writesDirectory,
    on: 'single',
    audit: memberEvents,
    params: CompanyIdPath,
    body: CompanyUserUpdateBody,
    upload: portrait,
    reply: CompanyUserShow,
    names: ({ params }) => ({ companyId: params.company_id }),
    async handle({ body, facts, origin, params, place, tx }) {
      const known = await findMember(tx, place.companyId, null, params.id);
      if (!isUser(known)) return refuse('item_hidden');
      const writing = await writingOf(tx, facts, place.personId);
      const input = userInput(body.user);
      const outcome = await updateMember(house, tx, origin, place.companyId, writing, known, input);
      return outcome.kind === 'faults'
        ? faultReply(outcome.faults)
        : { status: 200, body: companyUserWritten(outcome.member) };
    },
  });
}

function reactivateUser(house: House, version: UserVersion): RestRoute {
  return restRoute(house, {
    method: 'PATCH',
    path: pathOf(version, '/inactive/:id'),
    summary: 'Switches a user on again, with the permissions they had.',
    right: runsDirectory,
    on: 'single',
    audit: memberEvents,
    params: CompanyIdPath,
    reply: CompanyUserShow,
    names: ({ params }) => ({ companyId: params.company_id }),
    async handle({ facts, origin, params, place, tx }) {
      const known = await findMember(tx, place.companyId, null, params.id);
      if (!isUser(known) || known.removed_at === null) return refuse('item_hidden');
      const writing = await writingOf(tx, facts, place.personId);
      const input = { is_active: true, details: {} };
      const outcome = await updateMember(house, tx, origin, place.companyId, writing, known, input);
      return outcome.kind === 'faults'
        ? faultReply(outcome.faults)
        : { status: 200, body: companyUserWritten(outcome.member) };
    },
  });
}

/** The same under `/rest/v1.x/users?company_id=`, as it was before paths named the company. */
function olderPaths(house: House, version: UserVersion): RestRoute[] {
  const names = ({ query }: { query: { company_id?: number | undefined } }) => ({
    companyId: query.company_id,
  });
  return [
    restRoute(house, {
      method: 'GET',
      path: `/rest/${version}/users`,
      summary: 'The users of a company.',
      right: readsDirectory,
      audit: [],
      query: Type.Object({ ...UsersQuery.properties, ...CompanyQuery.properties }),
      reply: Type.Array(CompanyUser),
      names,
      async handle({ place, query, tx }) {
        const asked = userFilter(query.filters, query.filters?.active ?? true);
        if ('reply' in asked) return asked.reply;
        const page = pageRequest(query);
        const order = memberOrder(query.sort);
        const { total, members } = await listMembers(tx, place.companyId, null, {
          ...asked,
          order,
          slice: page,
        });
        return { status: 200, body: members.map(companyUser), page: { ...page, total } };
      },
    }),
    restRoute(house, {
      method: 'POST',
      path: `/rest/${version}/users`,
      summary: 'Puts somebody into the directory, as a user.',
      right: runsDirectory,
      audit: memberEvents,
      query: CompanyQuery,
      body: CompanyUserCreateBody,
      upload: portrait,
      reply: CompanyUserShow,
      namesCompanyInBody: true,
      names,
      handle: (call) => takeIn(house, call),
    }),
    restRoute(house, {
      method: 'GET',
      path: `/rest/${version}/users/:id`,
      summary: 'One user of a company.',
      right: readsDirectory,
      on: 'single',
      audit: [],
      params: IdPath,
      query: CompanyQuery,
      reply: CompanyUserShow,
      names,
      async handle({ place, params, tx }) {
        const member = await findMember(tx, place.companyId, null, params.id);
        return isUser(member) ? { status: 200, body: companyUserShow(member) } : refuse('item_hidden');
      },
    }),
  ];
}

const CompanyQuery = Type.Object({ company_id: Type.Optional(IdInput) });

export function isUser<Member extends { readonly kind: string }>(
  member: Member | undefined,
): member is Member {
  return member !== undefined && member.kind !== 'contact';
}
