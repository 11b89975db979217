import type { House } from '../house.ts';
import type { RestRoute } from '../rest/rest-route.ts';
import { deliveryRoutes } from './delivery-routes.ts';
import { hookRoutes } from './hook-routes.ts';
import { triggerRoutes } from './trigger-routes.ts';

/** Addresses that are told of changes in a company or project, of which changes, and what became of it. */
export function webhookRoutes(house: House): RestRoute[] {
  return [...hookRoutes(house), ...triggerRoutes(house), ...deliveryRoutes(house)];
}
