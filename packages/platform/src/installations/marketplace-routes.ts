import { MarketplaceApp, MarketplaceQuery } from '@gatehouse/wire';
import Type from 'typebox';
import { latestVersion } from '../apps/version-store.ts';
import type { House } from '../house.ts';
import { pageRequest } from '../rest/pagination.ts';
import { restRoute } from '../rest/rest-route.ts';
import type { Route } from '../route.ts';
import { appView, versionView } from './installation-view.ts';
import { listMarketplace } from './marketplace-store.ts';
import { pendingRequests } from './requests/request-store.ts';
import { environmentOf, installationProblems, standingIn } from './standing-in-company.ts';

/** The apps that an operator has approved, and how each stands in one company. Any member may look. */
export function marketplaceRoutes(house: House): Route[] {
  return [
    restRoute(house, {
      method: 'GET',
      path: '/manage/v1/marketplace',
      audience: 'manage',
      summary: 'The marketplace, as one company sees it.',
      right: { kind: 'session' },
      audit: [],
      query: MarketplaceQuery,
      reply: Type.Array(MarketplaceApp),
      names: ({ query }) => ({ companyId: query.company_id }),
      async handle({ place: { companyId, personId }, query, tx }) {
        const page = pageRequest(query, 100);
        const environment = await environmentOf(tx, companyId);
        const { total, listings } = await listMarketplace(tx, environment, page);
        const body: MarketplaceApp[] = [];
        for (const { app, ...listing } of listings) {
          const version = await latestVersion(tx, environment, app.id);
          if (version === undefined) continue;
          const { standing, installationId } = await standingIn(tx, companyId, app.id);
          body.push({
            app: appView(app),
            tagline: listing.tagline,
            about: listing.about,
            support_email: listing.supportEmail,
            website: listing.website,
            version: versionView(version),
            state: standing,
            installation_id: installationId,
            requested: (await pendingRequests(tx, companyId, app.id, personId)).length > 0,
            problems: await installationProblems(tx, companyId, app.id, standing),
          });
        }
        return { status: 200, body, page: { ...page, total } };
      },
    }),
  ];
}
