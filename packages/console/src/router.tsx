import { createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { ownSessionsQuery } from './account-security/own-sessions-queries.ts';
import { queryClient } from './api/gatehouse.ts';
import { companyRoutes } from './company/company-routes.ts';
import { connectedAppsQuery } from './connected-apps/connected-apps-queries.ts';
import { developerRoutes } from './developer/developer-routes.ts';
import { directoryRoutes } from './directory/directory-routes.ts';
import { documentsRoutes } from './documents/documents-routes.ts';
import { companiesQuery } from './home/home-queries.ts';
import { operatorRoutes } from './operator/operator-routes.ts';
import { BrokenPage } from './page/broken-page.tsx';
import { focusHeading } from './page/page.tsx';
import { root } from './root-route.ts';

// A page's code and its data are asked for together; neither waits for the other.
const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  loader: () => void queryClient.prefetchQuery(companiesQuery),
  component: lazyRouteComponent(() => import('./home/home-page.tsx'), 'HomePage'),
});

const connectedApps = createRoute({
  getParentRoute: () => root,
  path: '/connected-apps',
  loader: () => void queryClient.prefetchQuery(connectedAppsQuery),
  component: lazyRouteComponent(
    () => import('./connected-apps/connected-apps-page.tsx'),
    'ConnectedAppsPage',
  ),
});

const security = createRoute({
  getParentRoute: () => root,
  path: '/security',
  loader: () => void queryClient.prefetchQuery(ownSessionsQuery),
  component: lazyRouteComponent(
    () => import('./account-security/account-security-page.tsx'),
    'AccountSecurityPage',
  ),
});

export const router = createRouter({
  routeTree: root.addChildren([
    home,
    connectedApps,
    security,
    ...companyRoutes,
    ...documentsRoutes,
    ...directoryRoutes,
    ...developerRoutes,
    ...operatorRoutes,
  ]),
  basepath: '/console',
  defaultPreload: 'intent',
  defaultErrorComponent: BrokenPage,
  scrollRestoration: true,
});

router.subscribe('onRendered', ({ fromLocation, pathChanged }) => {
  // Not on the first page, where the browser itself begins at the top, before the skip link.
  if (fromLocation !== undefined && pathChanged) focusHeading();
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
