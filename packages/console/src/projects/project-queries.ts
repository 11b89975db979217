import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { gatehouse } from '../api/gatehouse.ts';
import { companyKey } from '../company/company.ts';
import { onePage } from '../directory/directory-queries.ts';

export const perPage = 50;

export const shownProjects = ['Active', 'Inactive', 'All'] as const;
export type ShownProjects = (typeof shownProjects)[number];

const projectsKey = (companyId: number) => [...companyKey(companyId), 'projects'] as const;

export function projectsQuery(companyId: number, show: ShownProjects, search: string, page: number) {
  return queryOptions({
    queryKey: [...projectsKey(companyId), { show, search, page }],
    queryFn: () =>
      onePage(
        gatehouse.projects.list(companyId, {
          page,
          per_page: perPage,
          filters: { by_status: show, ...(search !== '' && { search }) },
        }),
      ),
    placeholderData: keepPreviousData,
  });
}

export function projectQuery(companyId: number, projectId: number) {
  return queryOptions({
    queryKey: [...projectsKey(companyId), projectId],
    queryFn: () => gatehouse.projects.show(companyId, projectId),
  });
}

export function membersQuery(companyId: number, projectId: number, search: string, page: number) {
  return queryOptions({
    queryKey: [...projectsKey(companyId), projectId, 'members', { search, page }],
    queryFn: () =>
      onePage(
        gatehouse.projectUsers.list(companyId, projectId, {
          page,
          per_page: perPage,
          ...(search !== '' && { filters: { search } }),
        }),
      ),
    placeholderData: keepPreviousData,
  });
}

export function toolsQuery(companyId: number, projectId: number) {
  return queryOptions({
    queryKey: [...projectsKey(companyId), projectId, 'tools'],
    queryFn: () => gatehouse.projectUsers.tools(companyId, projectId).all(),
  });
}
