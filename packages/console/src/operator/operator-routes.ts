import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { root } from '../root-route.ts';

/** What waits for whoever runs the deployment. */
export const operatorRoutes = [
  createRoute({
    getParentRoute: () => root,
    path: '/operator/reviews',
    component: lazyRouteComponent(() => import('./reviews-page.tsx'), 'ReviewsPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/operator/sign-in',
    component: lazyRouteComponent(() => import('./sign-in/sign-in-page.tsx'), 'OperatorSignInPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/operator/companies/new',
    component: lazyRouteComponent(() => import('./new-company-page.tsx'), 'NewCompanyPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/operator/people',
    component: lazyRouteComponent(() => import('./people/people-page.tsx'), 'OperatorPeoplePage'),
  }),
] as const;
