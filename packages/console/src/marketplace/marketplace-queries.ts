import { queryOptions } from '@tanstack/react-query';
import { gatehouse } from '../api/gatehouse.ts';
import { companyKey } from '../company/company.ts';

/** The listed apps, and how each stands in the company. */
export function marketplaceQuery(companyId: number) {
  return queryOptions({
    queryKey: [...companyKey(companyId), 'marketplace'],
    queryFn: () => gatehouse.marketplace.list(companyId, { per_page: 100 }).all(),
  });
}
