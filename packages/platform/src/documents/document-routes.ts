import type { House } from '../house.ts';
import type { RestRoute } from '../rest/rest-route.ts';
import { accessRoutes } from './access-list/access-routes.ts';
import { batchRoutes } from './batches/batch-routes.ts';
import { contentsRoutes } from './batches/contents-routes.ts';
import { bulkRoutes } from './bulk/bulk-routes.ts';
import { changeRoutes } from './changing/change-routes.ts';
import { copyRoutes } from './copying/copy-routes.ts';
import { customTagRoutes } from './custom-tags/tag-routes.ts';
import { downloadRoutes } from './download-routes.ts';
import { fileRoutes } from './file-routes.ts';
import { folderRoutes } from './folder-routes.ts';
import { feedRoutes } from './following/feed-routes.ts';
import { indexRoutes } from './listing/index-routes.ts';
import { pathRoutes } from './listing/path-routes.ts';
import { putRoutes } from './putting/put-routes.ts';
import { binRoutes } from './recycle-bin/bin-routes.ts';
import { sendRoutes } from './sending/send-routes.ts';
import { settingsRoutes } from './settings/settings-routes.ts';
import { trackerRoutes } from './tracking/tracker-routes.ts';
import { localFileRoutes } from './uploads/local-file-routes.ts';
import { unifiedRoutes } from './uploads/unified-routes.ts';
import { uploadRoutes } from './uploads/upload-routes.ts';
import { versionRoutes } from './versions/version-routes.ts';
import { zipRoutes } from './zipping/zip-routes.ts';

/** The Documents tool, in projects and in companies. */
export function documentRoutes(house: House): RestRoute[] {
  return [
    ...folderRoutes(house),
    ...fileRoutes(house),
    ...putRoutes(house),
    ...batchRoutes(house),
    ...contentsRoutes(house),
    ...changeRoutes(house),
    ...binRoutes(house),
    ...versionRoutes(house),
    ...copyRoutes(house),
    ...accessRoutes(house),
    ...trackerRoutes(house),
    ...settingsRoutes(house),
    ...bulkRoutes(house),
    ...sendRoutes(house),
    ...downloadRoutes(house),
    ...uploadRoutes(house),
    ...unifiedRoutes(house),
    ...localFileRoutes(house),
    ...customTagRoutes(house),
    ...indexRoutes(house),
    ...pathRoutes(house),
    ...feedRoutes(house),
    ...zipRoutes(house),
  ];
}
