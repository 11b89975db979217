import { queryOptions } from '@tanstack/react-query';
import { gatehouse } from '../api/gatehouse.ts';
import { companyKey } from '../company/company.ts';

/** The service accounts of a company, and what the deployment says about traditional ones. */
export function accountsQuery(companyId: number) {
  return queryOptions({
    queryKey: [...companyKey(companyId), 'service_accounts'],
    queryFn: () => gatehouse.serviceAccounts.list(companyId),
  });
}

export function accountQuery(companyId: number, id: number) {
  return queryOptions({
    queryKey: [...companyKey(companyId), 'service_accounts', id],
    queryFn: () => gatehouse.serviceAccounts.show(companyId, id),
  });
}
