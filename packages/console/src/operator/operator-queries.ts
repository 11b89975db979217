import type { ListingReview, VerificationRequest } from '@gatehouse/wire';
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
