import type { House } from '../house.ts';
import type { Route } from '../route.ts';
import { appRoutes } from './app-routes.ts';
import { clientPolicyRoutes } from './client-policy-routes.ts';
import { clientRoutes } from './client-routes.ts';
import { collaboratorRoutes } from './collaborator-routes.ts';
import { eventRoutes } from './event-routes.ts';
import { eventSubscriptionRoutes } from './event-subscription-routes.ts';
import { keyRoutes } from './key-routes.ts';
import { listingRoutes } from './listing-routes.ts';
import { metricsRoutes } from './metrics-routes.ts';
import { requestLogRoutes } from './request-log-routes.ts';
import { reviewRoutes } from './review-routes.ts';
import { secretRoutes } from './secret-routes.ts';
import { verificationRoutes } from './verification-routes.ts';
import { versionRoutes } from './version-routes.ts';

/** All that developers do with their apps, and operators with what developers ask of them. */
export function developerPortalRoutes(house: House): Route[] {
  return [
    ...appRoutes(house),
    ...clientRoutes(house),
    ...secretRoutes(house),
    ...keyRoutes(house),
    ...clientPolicyRoutes(house),
    ...versionRoutes(house),
    ...collaboratorRoutes(house),
    ...verificationRoutes(house),
    ...listingRoutes(house),
    ...reviewRoutes(house),
    ...eventSubscriptionRoutes(house),
    ...eventRoutes(house),
    ...requestLogRoutes(house),
    ...metricsRoutes(house),
  ];
}
