import { queryOptions } from '@tanstack/react-query';
import { gatehouse } from '../api/gatehouse.ts';
import { companyKey } from '../company/company.ts';

/** The requests of a company: everyone's for its admins, one's own for members. */
export function requestsQuery(companyId: number) {
  return queryOptions({
    queryKey: [...companyKey(companyId), 'requests'],
    queryFn: () => gatehouse.installationRequests.list(companyId, { per_page: 100 }).all(),
  });
}
