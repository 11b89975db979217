import type { Site } from '../documents/testing/site.ts';
import type { RestRoute } from '../rest/rest-route.ts';
import type { FirstTenant } from './first-tenant.test-support.ts';

/** What a request for a document may name. */
export interface Items {
  readonly folder: number;
  readonly file: number;
  readonly version: number;
  readonly binned: number;
}

const nothing = 987_654_320;

/** Of the company's own documents, whose paths name the company and no project. */
export function isOfCompany({ path }: Pick<RestRoute, 'path'>): boolean {
  return path.includes('/companies/') && !/projects\/:/.test(path);
}

/** The site as a request is filled from it: with these items, and of anything else what nothing has. */
export function tenantOf(
  { companyId, projectId, ids: people }: Site,
  items: Items,
  routes: readonly Pick<RestRoute, 'path'>[] = [],
): FirstTenant {
  const named = routes.flatMap(({ path }) =>
    [...path.matchAll(/([a-z_]+)\/:/g)].map(([, name = '']) => name),
  );
  const ofDocuments = {
    folders: items.folder,
    files: items.file,
    documents: items.file,
    file_versions: items.version,
    recycle_bin: items.binned,
  };
  return {
    companyId,
    projectId,
    appId: 0,
    clientIds: [''],
    people: [],
    ids: {
      ...Object.fromEntries(named.map((name) => [name, nothing])),
      ...ofDocuments,
      users: people.reader,
      projects: projectId,
    },
    itemsOfProject: ofDocuments,
    marks: [],
  };
}
