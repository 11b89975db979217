import type { IdentityProvider } from '@gatehouse/wire';
import { queryOptions } from '@tanstack/react-query';
import { gatehouse } from '../api/gatehouse.ts';
import { companyKey } from '../company/company.ts';

export function providersQuery(companyId: number) {
  return queryOptions({
    queryKey: [...companyKey(companyId), 'identity_providers'],
    queryFn: () => gatehouse.identityProviders.list(companyId),
  });
}

/** Whether the provider answers now. Asked again when it was changed, and not with every other change of the company. */
export function testQuery(companyId: number, { id, issuer }: Pick<IdentityProvider, 'id' | 'issuer'>) {
  return queryOptions({
    queryKey: ['identity_provider_test', companyId, id, issuer],
    queryFn: () => gatehouse.identityProviders.test(companyId, id),
    staleTime: 60_000,
    retry: false,
  });
}
