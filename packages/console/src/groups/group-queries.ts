import { queryOptions } from '@tanstack/react-query';
import { gatehouse } from '../api/gatehouse.ts';
import { companyKey } from '../company/company.ts';

/** The groups of a company with who is in them. */
export function groupsQuery(companyId: number) {
  return queryOptions({
    queryKey: [...companyKey(companyId), 'groups'],
    queryFn: () => gatehouse.permissionGroups.list(companyId, { per_page: 100 }).all(),
  });
}
