import type { Company, Project } from '@gatehouse/wire';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { gatehouse } from '../api/gatehouse.ts';

/** The companies the person belongs to. */
export const companiesQuery = queryOptions({
  queryKey: ['companies'],
  queryFn: (): Promise<Company[]> => gatehouse.companies.list({ per_page: 100 }).all(),
});

/** How many projects are shown before the person asks for more. */
export const perPage = 10;

/** The person's active projects in a company, a page at a time, with the number of all of them. */
export function projectsQuery(companyId: number) {
  return infiniteQueryOptions({
    queryKey: ['companies', companyId, 'projects'],
    queryFn: async ({ pageParam }): Promise<{ items: Project[]; total: number }> => {
      const pages = gatehouse.projects.list(companyId, { page: pageParam, per_page: perPage }).pages();
      const { value } = await pages.next();
      return { items: value?.items ?? [], total: value?.total ?? value?.items.length ?? 0 };
    },
    initialPageParam: 1,
    getNextPageParam: ({ total, items }, pages) =>
      items.length > 0 && pages.length * perPage < total ? pages.length + 1 : undefined,
  });
}
