import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { queryClient } from '../api/gatehouse.ts';
import { root } from '../root-route.ts';
import { appQuery, appsQuery } from './app-queries.ts';

const getParentRoute = () => root;
const loadApp = ({ params }: { params: { appId: string } }) =>
  void queryClient.prefetchQuery(appQuery(Number(params.appId)));

/** The developer portal: a person's apps, and the pages about one of them. */
export const developerRoutes = [
  createRoute({
    getParentRoute,
    path: '/developer/apps',
    loader: () => void queryClient.prefetchQuery(appsQuery),
    component: lazyRouteComponent(() => import('./my-apps/my-apps-page.tsx'), 'MyAppsPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/developer/apps/new',
    component: lazyRouteComponent(() => import('./create-app/create-app-page.tsx'), 'CreateAppPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/developer/apps/$appId',
    loader: loadApp,
    component: lazyRouteComponent(() => import('./overview/overview-page.tsx'), 'OverviewPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/developer/apps/$appId/credentials',
    loader: loadApp,
    component: lazyRouteComponent(() => import('./credentials/credentials-page.tsx'), 'CredentialsPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/developer/apps/$appId/configuration',
    loader: loadApp,
    component: lazyRouteComponent(
      () => import('./configuration/configuration-page.tsx'),
      'ConfigurationPage',
    ),
  }),
  createRoute({
    getParentRoute,
    path: '/developer/apps/$appId/versions',
    loader: loadApp,
    component: lazyRouteComponent(() => import('./versions/versions-page.tsx'), 'VersionsPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/developer/apps/$appId/samples',
    loader: loadApp,
    component: lazyRouteComponent(() => import('./samples/samples-page.tsx'), 'SamplesPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/developer/apps/$appId/metrics',
    loader: loadApp,
    component: lazyRouteComponent(() => import('./metrics/metrics-page.tsx'), 'MetricsPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/developer/apps/$appId/request-log',
    loader: loadApp,
    component: lazyRouteComponent(() => import('./request-log/request-log-page.tsx'), 'RequestLogPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/developer/apps/$appId/events',
    loader: loadApp,
    component: lazyRouteComponent(() => import('./events/events-page.tsx'), 'EventsPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/developer/apps/$appId/collaborators',
    loader: loadApp,
    component: lazyRouteComponent(
      () => import('./collaborators/collaborators-page.tsx'),
      'CollaboratorsPage',
    ),
  }),
  createRoute({
    getParentRoute,
    path: '/developer/apps/$appId/listing',
    loader: loadApp,
    component: lazyRouteComponent(() => import('./listing/listing-page.tsx'), 'ListingPage'),
  }),
] as const;
