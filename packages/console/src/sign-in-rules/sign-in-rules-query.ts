import { queryOptions } from '@tanstack/react-query';
import { gatehouse } from '../api/gatehouse.ts';
import { companyKey } from '../company/company.ts';

/** How the people of a company have to sign in. */
export function signInRulesQuery(companyId: number) {
  return queryOptions({
    queryKey: [...companyKey(companyId), 'sign_in_rules'],
    queryFn: () => gatehouse.signInRules.show(companyId),
  });
}
