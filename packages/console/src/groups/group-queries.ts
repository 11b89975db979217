import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { gatehouse } from '../api/gatehouse.ts';
import { companyKey } from '../company/company.ts';
import { onePage } from '../directory/directory-queries.ts';

const groupsKey = (companyId: number) => [...companyKey(companyId), 'groups'] as const;

/** The groups of a company with how many are in them. */
export function groupsQuery(companyId: number) {
  return queryOptions({
    queryKey: groupsKey(companyId),
    queryFn: () => gatehouse.permissionGroups.list(companyId, { per_page: 100 }).all(),
  });
}

const perPage = 50;

/** Who is in a group, a page at a time. */
export function groupMembersQuery(companyId: number, groupId: number) {
  return infiniteQueryOptions({
    queryKey: [...groupsKey(companyId), groupId, 'members'],
    queryFn: ({ pageParam }) =>
      onePage(gatehouse.permissionGroups.members(companyId, groupId, { page: pageParam, per_page: perPage })),
    initialPageParam: 1,
    getNextPageParam: ({ total, items }, pages) =>
      items.length > 0 && pages.length * perPage < total ? pages.length + 1 : undefined,
  });
}
