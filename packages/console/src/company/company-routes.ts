import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { queryClient } from '../api/gatehouse.ts';
import { installationQuery, installationsQuery } from '../installed-apps/installation-queries.ts';
import { marketplaceQuery } from '../marketplace/marketplace-queries.ts';
import { root } from '../root-route.ts';

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
] as const;
