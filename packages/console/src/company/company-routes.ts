import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { queryClient } from '../api/gatehouse.ts';
import { policyQuery } from '../app-policy/policy-query.ts';
import { providersQuery } from '../company-sign-in/provider-queries.ts';
import { installationQuery, installationsQuery } from '../installed-apps/installation-queries.ts';
import { marketplaceQuery } from '../marketplace/marketplace-queries.ts';
import { noticesQuery } from '../notices/notice-queries.ts';
import { listSearch } from '../page/list-search.ts';
import { requestsQuery } from '../requests/request-queries.ts';
import { root } from '../root-route.ts';
import { accountQuery, accountsQuery } from '../service-accounts/service-account-queries.ts';
import { signInRulesQuery } from '../sign-in-rules/sign-in-rules-query.ts';

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
    path: '/companies/$companyId/sign-in-rules',
    loader: ({ params }) => void queryClient.prefetchQuery(signInRulesQuery(Number(params.companyId))),
    component: lazyRouteComponent(() => import('../sign-in-rules/sign-in-rules-page.tsx'), 'SignInRulesPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/companies/$companyId/sign-in',
    loader: ({ params }) => void queryClient.prefetchQuery(providersQuery(Number(params.companyId))),
    component: lazyRouteComponent(
      () => import('../company-sign-in/company-sign-in-page.tsx'),
      'CompanySignInPage',
    ),
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
    path: '/companies/$companyId/webhooks',
    validateSearch: listSearch,
    component: lazyRouteComponent(() => import('../webhooks/webhooks-page.tsx'), 'WebhooksPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/companies/$companyId/webhooks/$hookId',
    validateSearch: listSearch,
    component: lazyRouteComponent(() => import('../webhooks/webhook-page.tsx'), 'WebhookPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/notices',
    loader: () => void queryClient.prefetchQuery(noticesQuery),
    component: lazyRouteComponent(() => import('../notices/notices-page.tsx'), 'NoticesPage'),
  }),
] as const;
