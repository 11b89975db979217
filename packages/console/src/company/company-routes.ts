import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { queryClient } from '../api/gatehouse.ts';
import { policyQuery } from '../app-policy/policy-query.ts';
import { installationQuery, installationsQuery } from '../installed-apps/installation-queries.ts';
import { marketplaceQuery } from '../marketplace/marketplace-queries.ts';
import { noticesQuery } from '../notices/notice-queries.ts';
import { requestsQuery } from '../requests/request-queries.ts';
import { root } from '../root-route.ts';
import { accountQuery, accountsQuery } from '../service-accounts/service-account-queries.ts';

const getParentRoute = () => root;

/** App Management: the pages about one company. */
export const companyRoutes = [
  createRoute({
    getParentRoute,
    path: '/companies/$companyId/apps',
    loader: ({ params }) => void queryClient.prefetchQuery(installationsQuery(Number(params.companyId))),
    component: lazyRouteComponent(
      () => import('../installed-apps/installed-apps-page.tsx'),
      'InstalledAppsPage',
    ),
  }),
  createRoute({
    getParentRoute,
    path: '/companies/$companyId/apps/$installationId',
    loader: ({ params: { companyId, installationId } }) =>
      void queryClient.prefetchQuery(installationQuery(Number(companyId), Number(installationId))),
    component: lazyRouteComponent(
      () => import('../installed-apps/installed-app-page.tsx'),
      'InstalledAppPage',
    ),
  }),
  createRoute({
    getParentRoute,
    path: '/companies/$companyId/marketplace',
    loader: ({ params }) => void queryClient.prefetchQuery(marketplaceQuery(Number(params.companyId))),
    component: lazyRouteComponent(() => import('../marketplace/marketplace-page.tsx'), 'MarketplacePage'),
  }),
  createRoute({
    getParentRoute,
    path: '/companies/$companyId/requests',
    loader: ({ params }) => void queryClient.prefetchQuery(requestsQuery(Number(params.companyId))),
    component: lazyRouteComponent(() => import('../requests/requests-page.tsx'), 'RequestsPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/companies/$companyId/app-policy',
    loader: ({ params }) => void queryClient.prefetchQuery(policyQuery(Number(params.companyId))),
    component: lazyRouteComponent(() => import('../app-policy/app-policy-page.tsx'), 'AppPolicyPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/companies/$companyId/service-accounts',
    loader: ({ params }) => void queryClient.prefetchQuery(accountsQuery(Number(params.companyId))),
    component: lazyRouteComponent(
      () => import('../service-accounts/service-accounts-page.tsx'),
      'ServiceAccountsPage',
    ),
  }),
  createRoute({
    getParentRoute,
    path: '/companies/$companyId/service-accounts/$accountId',
    loader: ({ params: { companyId, accountId } }) =>
      void queryClient.prefetchQuery(accountQuery(Number(companyId), Number(accountId))),
    component: lazyRouteComponent(
      () => import('../service-accounts/service-account-page.tsx'),
      'ServiceAccountPage',
    ),
  }),
  createRoute({
    getParentRoute,
    path: '/notices',
    loader: () => void queryClient.prefetchQuery(noticesQuery),
    component: lazyRouteComponent(() => import('../notices/notices-page.tsx'), 'NoticesPage'),
  }),
] as const;
