import type { House } from '../house.ts';
import type { RestRoute } from '../rest/rest-route.ts';
import { assignmentRoutes } from './assignment-routes.ts';
import { bulkJobRoutes } from './bulk-jobs/bulk-job-routes.ts';
import { companyRoutes } from './company-routes.ts';
import { companySettingsRoutes } from './company-settings-routes.ts';
import { meRoutes } from './me-routes.ts';
import { peopleBulkRoutes } from './people-bulk-routes.ts';
import { peopleRoutes } from './people-routes.ts';
import { projectPeopleRoutes } from './project-people-routes.ts';
import { projectRoutes } from './project-routes.ts';
import { projectUserRoutes } from './project-user-routes.ts';
import { userBulkRoutes } from './user-bulk-routes.ts';
import { userRoutes } from './user-routes.ts';

/** Who one is, the companies and projects one is in, and who else is there. */
export function directoryRoutes(house: House): RestRoute[] {
  return [
    ...meRoutes(house),
    ...companyRoutes(house),
    ...companySettingsRoutes(house),
    ...projectRoutes(house),
    ...userRoutes(house),
    ...userBulkRoutes(house),
    ...bulkJobRoutes(house),
    ...assignmentRoutes(house),
    ...peopleRoutes(house),
    ...peopleBulkRoutes(house),
    ...projectUserRoutes(house),
    ...projectPeopleRoutes(house),
  ];
}
