import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { gatehouse } from '../api/gatehouse.ts';
import { companyKey } from '../company/company.ts';
import { onePage } from '../directory/directory-queries.ts';

/** How many people stand in the grid at once. */
export const perPage = 50;

/** Which part of whose permissions is looked at; without a project the company's own. */
export interface GridView {
  readonly projectId: number | undefined;
  readonly search: string;
  readonly page: number;
}

const permissionsKey = (companyId: number) => [...companyKey(companyId), 'permissions'] as const;

export function gridQuery(companyId: number, { projectId, search, page }: GridView) {
  return queryOptions({
    queryKey: [...permissionsKey(companyId), { projectId, search, page }],
    queryFn: () =>
      onePage(
        gatehouse.permissions.list(companyId, {
          page,
          per_page: perPage,
          ...(projectId !== undefined && { project_id: projectId }),
          ...(search !== '' && { filters: { search } }),
        }),
      ),
    placeholderData: keepPreviousData,
  });
}

/** What one person holds in the company, or in a project of it. */
export function lineQuery(companyId: number, personId: number, projectId?: number) {
  return queryOptions({
    queryKey: [...permissionsKey(companyId), { personId, projectId }],
    queryFn: async () => {
      const { items } = await onePage(
        gatehouse.permissions.list(companyId, {
          per_page: 1,
          filters: { id: [personId] },
          ...(projectId !== undefined && { project_id: projectId }),
        }),
      );
      return items.find(({ person }) => person.id === personId) ?? null;
    },
  });
}
