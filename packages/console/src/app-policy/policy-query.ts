import { queryOptions } from '@tanstack/react-query';
import { gatehouse } from '../api/gatehouse.ts';
import { companyKey } from '../company/company.ts';

/** A company's rules about apps. */
export function policyQuery(companyId: number) {
  return queryOptions({
    queryKey: [...companyKey(companyId), 'app_policy'],
    queryFn: () => gatehouse.appPolicy.show(companyId),
  });
}
