import { CompaniesQuery, Company, IdPath } from '@gatehouse/wire';
import Type from 'typebox';
import type { House } from '../house.ts';
import { pageRequest } from '../rest/pagination.ts';
import { refuse } from '../rest/rest-call.ts';
import { accountRoute, type RestRoute, restRoute } from '../rest/rest-route.ts';
import { findCompany, listCompanies } from './company-store.ts';
import { companyView } from './company-view.ts';
import { listerOf } from './lister.ts';

export function companyRoutes(house: House): RestRoute[] {
  return [
    accountRoute(house, {
      method: 'GET',
      path: '/rest/v1.0/companies',
      summary:
        'The companies whose directory holds the caller; an app sees those it is disconnected in, and none that its person left out.',
      right: { kind: 'bearer' },
      audit: [],
      query: CompaniesQuery,
      reply: Type.Array(Company),
      names: () => ({}),
      async handle({ caller, facts, query, tx }) {
        const lister = listerOf(caller, facts);
        if (lister === null) return refuse('principal_inactive');
        const page = pageRequest(query);
        const { total, companies } = await listCompanies(tx, lister, page);
        return { status: 200, body: companies.map(companyView), page: { ...page, total } };
      },
    }),
    restRoute(house, {
      method: 'GET',
      path: '/rest/v1.0/companies/:id',
      summary: 'One company of the caller.',
      right: { kind: 'bearer' },
      audit: [],
      params: IdPath,
      reply: Company,
      names: ({ params }) => ({ companyId: params.id }),
      async handle({ place, tx }) {
        const company = await findCompany(tx, place.companyId, place.personId);
        return company === undefined
          ? refuse('company_unknown')
          : { status: 200, body: companyView(company) };
      },
    }),
  ];
}
