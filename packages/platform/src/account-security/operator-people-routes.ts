import { IdPath, OperatorPeopleQuery, OperatorPerson } from '@gatehouse/wire';
import Type from 'typebox';
import { absent, operatorRoute } from '../developer-portal/app-route.ts';
import type { House } from '../house.ts';
import { emailKey } from '../naming/email-key.ts';
import { fieldErrors } from '../rest/rest-call.ts';
import { timestamp } from '../rest/timestamp.ts';
import type { Route } from '../route.ts';
import { findUser } from '../sign-in/person-store.ts';
import { sessionOf } from '../sign-in/session.ts';
import { deactivate, endSessionsBy, reactivate } from './end-access.ts';
import { findPersonUnder } from './operator-people-store.ts';

const path = '/manage/v1/operator/people';
const self = fieldErrors({ id: ['is your own account: another operator does this'] });

/** How whoever runs the deployment cuts somebody off whose account is in other hands, or who has to go. */
export function operatorPeopleRoutes(house: House): Route[] {
  const change = { needsProof: true, params: IdPath, reply: null } as const;
  return [
    operatorRoute(house, {
      method: 'GET',
      path,
      summary: 'Who signs in under an address, written whole; there is no list of everybody.',
      audit: [],
      query: OperatorPeopleQuery,
      reply: Type.Array(OperatorPerson),
      async handle({ query, tx }) {
        const row = await findPersonUnder(tx, emailKey(query.email), house.clock.now());
        if (row === undefined) return { status: 200, body: [] };
        const { id, name, email, operator_since, deactivated_at } = row;
        const person: OperatorPerson = {
          id,
          name,
          email,
          operator: operator_since !== null,
          companies: Number(row.companies),
          sessions: Number(row.sessions),
          connected_apps: Number(row.connected_apps),
          deactivated_at: deactivated_at === null ? null : timestamp(deactivated_at),
        };
        return { status: 200, body: [person] };
      },
    }),
    operatorRoute(house, {
      ...change,
      method: 'DELETE',
      path: `${path}/:id/sessions`,
      summary:
        'Signs somebody out of every browser, at once, and tells them by mail where they were signed in.',
      audit: ['person.sessions_ended'],
      async handle({ params: { id }, tx, origin }) {
        if ((await findUser(tx, id)) === undefined) return absent;
        await endSessionsBy(house, tx, origin, id, { kind: 'operator' });
        return { status: 204 };
      },
    }),
    operatorRoute(house, {
      ...change,
      method: 'POST',
      path: `${path}/:id/deactivate`,
      summary:
        'Keeps somebody out of the whole deployment: sessions end, and what they allowed is taken back, at once.',
      audit: ['person.deactivated', 'authorization.revoked'],
      async handle({ caller, params: { id }, tx, origin }) {
        // Whoever is left can let others in again: so there is always an operator.
        if (sessionOf(caller).personId === id) return self;
        return (await deactivate(house, tx, origin, id)) ? { status: 204 } : absent;
      },
    }),
    operatorRoute(house, {
      ...change,
      method: 'POST',
      path: `${path}/:id/reactivate`,
      summary: 'Lets somebody in again who was kept out. Apps they allow anew.',
      audit: ['person.reactivated'],
      async handle({ params: { id }, tx, origin }) {
        return (await reactivate(house, tx, origin, id)) ? { status: 204 } : absent;
      },
    }),
  ];
}
