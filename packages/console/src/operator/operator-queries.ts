import type {
  CompulsoryProvider,
  ListingReview,
  OperatorPerson,
  VerificationRequest,
  WaitingDomain,
} from '@gatehouse/wire';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { gatehouse } from '../api/gatehouse.ts';

const everything = ['operator'] as const;

export const verificationsQuery = queryOptions({
  queryKey: [...everything, 'verifications'],
  queryFn: (): Promise<VerificationRequest[]> => gatehouse.operator.verifications().all(),
});

export const reviewsQuery = queryOptions({
  queryKey: [...everything, 'reviews'],
  queryFn: (): Promise<ListingReview[]> => gatehouse.operator.reviews().all(),
});

export const waitingDomainsQuery = queryOptions({
  queryKey: [...everything, 'waiting_domains'],
  queryFn: (): Promise<WaitingDomain[]> => gatehouse.operator.waitingDomains().all(),
});

export const compulsoryProvidersQuery = queryOptions({
  queryKey: [...everything, 'compulsory_providers'],
  queryFn: (): Promise<CompulsoryProvider[]> => gatehouse.operator.compulsoryProviders().all(),
});

export function personUnderQuery(email: string) {
  return queryOptions({
    queryKey: [...everything, 'person', email],
    queryFn: async (): Promise<OperatorPerson | null> => (await gatehouse.operator.person(email)) ?? null,
  });
}

/** A decision; what waits is asked for again after it. */
export function useDecision<Input>(
  decide: (input: Input) => Promise<unknown>,
  onDone: (input: Input) => void,
) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: decide,
    onSuccess: (_output, input) => {
      onDone(input);
      return queries.invalidateQueries({ queryKey: everything });
    },
  });
}
