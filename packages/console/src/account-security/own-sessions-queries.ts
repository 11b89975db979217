import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { gatehouse } from '../api/gatehouse.ts';

export const ownSessionsQuery = queryOptions({
  queryKey: ['own_sessions'],
  queryFn: () => gatehouse.ownSessions.list(),
});

/** Signs one browser out, or every other one where none is named. */
export function useEndSessions(onDone: () => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id?: string) =>
      id === undefined ? gatehouse.ownSessions.endOthers() : gatehouse.ownSessions.end(id),
    onSuccess: onDone,
    // Also where it failed: another tab may have ended it meanwhile.
    onSettled: () => queries.invalidateQueries({ queryKey: ownSessionsQuery.queryKey }),
  });
}
