import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { queryClient } from '../api/gatehouse.ts';
import { root } from '../root-route.ts';
import { branchQuery, folderQuery } from './documents-queries.ts';

const getParentRoute = () => root;

/** Where in the Documents tool one is; the root where no folder is named. */
export interface DocumentsSearch {
  readonly folder?: number;
  /** The words that are looked for. */
  readonly q?: string;
}

function validateSearch({ folder, q }: Record<string, unknown>): DocumentsSearch {
  const id = Number(folder);
  return {
    ...(Number.isSafeInteger(id) && id > 0 && { folder: id }),
    ...(q !== undefined && q !== '' && { q: String(q) }),
  };
}

const page = {
  validateSearch,
  loaderDeps: ({ search: { folder } }: { search: DocumentsSearch }) => ({ folder }),
  component: lazyRouteComponent(() => import('./documents-page.tsx'), 'DocumentsPage'),
};
const bin = {
  validateSearch,
  component: lazyRouteComponent(() => import('./bin/bin-page.tsx'), 'BinPage'),
};

/** The documents of a company, and those of a project: the same pages. */
export const documentsRoutes = [
  createRoute({
    ...page,
    getParentRoute,
    path: '/companies/$companyId/documents',
    loader: ({ params, deps }) => load({ companyId: Number(params.companyId) }, deps.folder),
  }),
  createRoute({
    ...page,
    getParentRoute,
    path: '/companies/$companyId/projects/$projectId/documents',
    loader: ({ params, deps }) =>
      load({ companyId: Number(params.companyId), projectId: Number(params.projectId) }, deps.folder),
  }),
  createRoute({ ...bin, getParentRoute, path: '/companies/$companyId/recycle-bin' }),
  createRoute({ ...bin, getParentRoute, path: '/companies/$companyId/projects/$projectId/recycle-bin' }),
] as const;

function load(place: { companyId: number; projectId?: number }, folder: number | undefined): void {
  void queryClient.prefetchQuery(folderQuery(place, folder));
  void queryClient.prefetchQuery(branchQuery(place, undefined));
}
