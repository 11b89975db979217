import type { House } from '../house.ts';
import type { RestRoute } from '../rest/rest-route.ts';
import { companyRoutes } from './company-routes.ts';
import { meRoutes } from './me-routes.ts';
import { projectRoutes } from './project-routes.ts';

/** Who one is, and the companies and projects one is in. */
export function directoryRoutes(house: House): RestRoute[] {
  return [...meRoutes(house), ...companyRoutes(house), ...projectRoutes(house)];
}
