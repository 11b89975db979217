import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { explainSearch } from '../explain/explain-search.ts';
import { listSearch } from '../page/list-search.ts';
import { root } from '../root-route.ts';

const getParentRoute = () => root;

/** The pages about the people, projects and permissions of a company. */
export const directoryRoutes = [
  createRoute({
    getParentRoute,
    path: '/companies/$companyId/people',
    validateSearch: listSearch,
    component: lazyRouteComponent(() => import('./people-page.tsx'), 'PeoplePage'),
  }),
  createRoute({
    getParentRoute,
    path: '/companies/$companyId/people/import',
    component: lazyRouteComponent(() => import('./import-page.tsx'), 'ImportPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/companies/$companyId/people/$personId',
    component: lazyRouteComponent(() => import('./person-page.tsx'), 'PersonPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/companies/$companyId/projects',
    validateSearch: listSearch,
    component: lazyRouteComponent(() => import('../projects/projects-page.tsx'), 'ProjectsPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/companies/$companyId/projects/$projectId',
    component: lazyRouteComponent(() => import('../projects/project-page.tsx'), 'ProjectPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/companies/$companyId/permissions',
    validateSearch: listSearch,
    component: lazyRouteComponent(
      () => import('../permission-grid/permission-grid-page.tsx'),
      'PermissionGridPage',
    ),
  }),
  createRoute({
    getParentRoute,
    path: '/companies/$companyId/permissions/templates',
    component: lazyRouteComponent(
      () => import('../permission-templates/templates-page.tsx'),
      'TemplatesPage',
    ),
  }),
  createRoute({
    getParentRoute,
    path: '/companies/$companyId/permissions/templates/new',
    component: lazyRouteComponent(
      () => import('../permission-templates/new-template-page.tsx'),
      'NewTemplatePage',
    ),
  }),
  createRoute({
    getParentRoute,
    path: '/companies/$companyId/permissions/templates/$templateId',
    component: lazyRouteComponent(() => import('../permission-templates/template-page.tsx'), 'TemplatePage'),
  }),
  createRoute({
    getParentRoute,
    path: '/companies/$companyId/permissions/groups',
    component: lazyRouteComponent(() => import('../groups/groups-page.tsx'), 'GroupsPage'),
  }),
  createRoute({
    getParentRoute,
    path: '/companies/$companyId/permissions/explain',
    validateSearch: explainSearch,
    component: lazyRouteComponent(() => import('../explain/explain-page.tsx'), 'ExplainPage'),
  }),
] as const;
