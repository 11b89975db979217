import { CompanyIdPath, CompanyPath, Installation, PageQuery } from '@gatehouse/wire';
import Type from 'typebox';
import type { House } from '../house.ts';
import { pageRequest } from '../rest/pagination.ts';
import { refuse } from '../rest/rest-call.ts';
import { restRoute } from '../rest/rest-route.ts';
import type { Route } from '../route.ts';
import { configurationRoutes } from './configurations/configuration-routes.ts';
import { installRoutes } from './install-routes.ts';
import { findInstallation, listInstallations } from './installation-store.ts';
import { installationView } from './installation-view.ts';
import { marketplaceRoutes } from './marketplace-routes.ts';
import { oversightRoutes } from './oversight/oversight-routes.ts';
import { policyRoutes } from './policy/policy-routes.ts';
import { requestRoutes } from './requests/request-routes.ts';
import { installer } from './rights.ts';
import { stepRoutes } from './step-routes.ts';
import { appInstallationRoutes } from './wire/app-installation-routes.ts';
import { wireRequestRoutes } from './wire/wire-request-routes.ts';

/** App Management: what company admins do with apps, and what members may ask for (rules M1 to M5). */
export function installationRoutes(house: House): Route[] {
  return [
    ...shownInstallations(house),
    ...installRoutes(house),
    ...stepRoutes(house),
    ...marketplaceRoutes(house),
    ...requestRoutes(house),
    ...policyRoutes(house),
    ...oversightRoutes(house),
    ...appInstallationRoutes(house),
    ...wireRequestRoutes(house),
    ...configurationRoutes(house),
  ];
}

function shownInstallations(house: House): Route[] {
  return [
    restRoute(house, {
      method: 'GET',
      path: '/manage/v1/companies/:company_id/installations',
      audience: 'manage',
      summary: 'The apps of a company, those that were uninstalled too.',
      right: installer,
      audit: [],
      params: CompanyPath,
      query: PageQuery,
      reply: Type.Array(Installation),
      names: ({ params }) => ({ companyId: params.company_id }),
      async handle({ place, query, tx }) {
        const page = pageRequest(query, 100);
        const { total, installations } = await listInstallations(tx, place.companyId, page);
        const body: Installation[] = [];
        for (const stored of installations) body.push(await installationView(tx, stored));
        return { status: 200, body, page: { ...page, total } };
      },
    }),
    restRoute(house, {
      method: 'GET',
      path: '/manage/v1/companies/:company_id/installations/:id',
      audience: 'manage',
      summary: 'One app of a company: what is approved, and what waits for approval.',
      right: installer,
      audit: [],
      on: 'single',
      params: CompanyIdPath,
      reply: Installation,
      names: ({ params }) => ({ companyId: params.company_id }),
      async handle({ place, params, tx }) {
        const stored = await findInstallation(tx, place.companyId, params.id);
        if (stored === undefined) return refuse('item_hidden');
        return { status: 200, body: await installationView(tx, stored) };
      },
    }),
  ];
}
