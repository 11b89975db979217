import type { DocumentsScope } from '@gatehouse/client';
import { type UseMutationOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useMemo } from 'react';

/** The Documents tool whose page this is: that of a project, or the company's own. */
export function usePlace(): DocumentsScope {
  const { companyId, projectId } = useParams({ strict: false });
  return useMemo(
    () => ({
      companyId: Number(companyId),
      ...(projectId !== undefined && { projectId: Number(projectId) }),
    }),
    [companyId, projectId],
  );
}

/** What is known of one Documents tool. A change to one item may show in many folders. */
export const placeKey = ({ companyId, projectId }: DocumentsScope) =>
  ['documents', companyId, projectId ?? 'company'] as const;

/** A change of documents; afterwards everything that is shown of this tool is asked for again. */
export function useDocumentsChange<Wish, Answer>(
  change: (place: DocumentsScope, wish: Wish) => Promise<Answer>,
  onSuccess?: UseMutationOptions<Answer, Error, Wish>['onSuccess'],
) {
  const place = usePlace();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (wish: Wish) => change(place, wish),
    ...(onSuccess && { onSuccess }),
    // After a refusal too: often it means that the page is older than what it shows.
    onSettled: () => queries.invalidateQueries({ queryKey: placeKey(place) }),
  });
}
