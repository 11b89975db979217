import { CompanyIdPath } from '@gatehouse/wire';
import { findMember } from '../directory/member-store.ts';
import { isOwnPerson } from '../directory/own-person.ts';
import type { House } from '../house.ts';
import { companyAdmin } from '../installations/rights.ts';
import { fieldErrors, refuse } from '../rest/rest-call.ts';
import { restRoute } from '../rest/rest-route.ts';
import type { Route } from '../route.ts';
import { findUser } from '../sign-in/person-store.ts';
import { endSessionsBy } from './end-access.ts';

/** How a company's admins sign somebody out whose device is lost, where nobody else has a say in it. */
export function memberSessionsRoutes(house: House): Route[] {
  return [
    restRoute(house, {
      method: 'DELETE',
      path: '/manage/v1/companies/:company_id/people/:id/sessions',
      audience: 'manage',
      summary: 'Signs somebody who is of this company alone out of every browser, at once.',
      right: companyAdmin,
      audit: ['person.sessions_ended'],
      needsProof: true,
      on: 'single',
      params: CompanyIdPath,
      reply: null,
      names: ({ params }) => ({ companyId: params.company_id }),
      async handle({ place: { companyId }, params: { id }, tx, origin }) {
        const member = await findMember(tx, companyId, null, id);
        if (member === undefined) return refuse('item_hidden');
        // Whether somebody who has not joined has an account is not told.
        const joined = member.pending_since === null;
        if (joined && (await findUser(tx, id)) === undefined) return refuse('item_hidden');
        if (!joined || !(await isOwnPerson(tx, companyId, id)))
          return fieldErrors({
            id: [
              'has not joined, is not of this company alone, or had the account before: they sign themselves out, or an operator does',
            ],
          });
        await endSessionsBy(house, tx, origin, id, { kind: 'company', companyId });
        return { status: 204 };
      },
    }),
  ];
}
