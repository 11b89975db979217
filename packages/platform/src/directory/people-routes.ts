import {
  CompanyIdPath,
  CompanyPath,
  PeopleQuery,
  Person,
  PersonCreateBody,
  PersonExtended,
  PersonUpdateBody,
} from '@gatehouse/wire';
import Type from 'typebox';
import type { House } from '../house.ts';
import { pageRequest } from '../rest/pagination.ts';
import { refuse } from '../rest/rest-call.ts';
import { type RestRoute, restRoute } from '../rest/rest-route.ts';
import { findMember, listMembers } from './member-store.ts';
import { person, personExtended } from './member-view.ts';
import { faultReply, personInput, writingOf } from './user-input.ts';
import { memberOrder, peopleFilter } from './user-list.ts';
import { memberEvents, readsDirectory, writesDirectory } from './user-routes.ts';
import { createMember, updateMember } from './write-member.ts';

const people = '/rest/v1.0/companies/:company_id/people';

/** Everybody in a company's directory: users, and contacts who cannot sign in. */
export function peopleRoutes(house: House): RestRoute[] {
  return [
    peopleList(house, people, true),
    peopleList(house, `${people}/inactive`, false),
    restRoute(house, {
      method: 'POST',
      path: people,
      summary: 'Adds a contact, who cannot sign in until an invitation is accepted.',
      right: writesDirectory,
      audit: memberEvents,
      params: CompanyPath,
      body: PersonCreateBody,
      reply: Person,
      names: ({ params }) => ({ companyId: params.company_id }),
      async handle({ body, facts, origin, place, tx }) {
        const writing = await writingOf(tx, facts, place.personId);
        const input = { ...personInput(body.person), kind: 'contact' } as const;
        const outcome = await createMember(house, tx, origin, place.companyId, writing, input);
        return outcome.kind === 'faults'
          ? faultReply(outcome.faults)
          : { status: 201, body: person(outcome.member) };
      },
    }),
    restRoute(house, {
      method: 'PATCH',
      path: `${people}/:id`,
      summary: 'Changes a person; address and activity only as Admin of the Directory.',
      right: writesDirectory,
      on: 'single',
      audit: memberEvents,
      params: CompanyIdPath,
      body: PersonUpdateBody,
      reply: Person,
      names: ({ params }) => ({ companyId: params.company_id }),
      async handle({ body, facts, origin, params, place, tx }) {
        const known = await findMember(tx, place.companyId, null, params.id);
        if (known === undefined) return refuse('item_hidden');
        const writing = await writingOf(tx, facts, place.personId);
        const input = personInput(body.person);
        const outcome = await updateMember(house, tx, origin, place.companyId, writing, known, input);
        return outcome.kind === 'faults'
          ? faultReply(outcome.faults)
          : { status: 200, body: person(outcome.member) };
      },
    }),
  ];
}

function peopleList(house: House, path: string, active: boolean): RestRoute {
  return restRoute(house, {
    method: 'GET',
    path,
    summary: active ? 'The people of a company.' : 'The people of a company who are switched off.',
    right: readsDirectory,
    audit: [],
    params: CompanyPath,
    query: PeopleQuery,
    reply: Type.Union([Type.Array(Person), Type.Array(PersonExtended)]),
    names: ({ params }) => ({ companyId: params.company_id }),
    async handle({ place, query, tx }) {
      const page = pageRequest(query);
      const { total, members } = await listMembers(tx, place.companyId, null, {
        filter: peopleFilter(query.filters, active),
        order: memberOrder(query.sort),
        slice: page,
      });
      const view = query.view === 'extended' || query.view === 'web' ? personExtended : person;
      return { status: 200, body: members.map(view), page: { ...page, total } };
    },
  });
}
