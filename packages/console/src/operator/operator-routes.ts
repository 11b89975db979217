import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { root } from '../root-route.ts';

/** What waits for whoever runs the deployment. */
export const operatorRoutes = [
  createRoute({
    getParentRoute: () => root,
    path: '/operator/reviews',
    component: lazyRouteComponent(() => import('./reviews-page.tsx'), 'ReviewsPage'),
  }),
] as const;
