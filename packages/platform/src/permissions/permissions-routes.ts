import type { House } from '../house.ts';
import type { RestRoute } from '../rest/rest-route.ts';
import { explainRoutes } from './explain-routes.ts';
import { groupMemberRoutes } from './group-member-routes.ts';
import { groupRoutes } from './group-routes.ts';
import { matrixRoutes } from './matrix-routes.ts';
import { projectTemplateRoutes } from './project-template-routes.ts';
import { templateRoutes } from './template-routes.ts';
import { toolRoutes } from './tool-routes.ts';

/** Who may do what: templates, levels by hand, groups, tools, and the explained decision. */
export function permissionsRoutes(house: House): RestRoute[] {
  return [
    ...templateRoutes(house),
    ...projectTemplateRoutes(house),
    ...matrixRoutes(house),
    ...groupRoutes(house),
    ...groupMemberRoutes(house),
    ...toolRoutes(house),
    ...explainRoutes(house),
  ];
}
