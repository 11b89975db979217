import { ApiError } from '@gatehouse/client';
import type { ConnectedApp } from '@gatehouse/wire';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { gatehouse } from '../api/gatehouse.ts';

export const connectedAppsQuery = queryOptions({
  queryKey: ['connected_apps'],
  queryFn: () => gatehouse.connectedApps.list(),
});

/** Revokes an app. It leaves the list at once; what the server says now replaces the list as soon as it is there. */
export function useRevoke(onRevoked: (app: ConnectedApp) => void) {
  const queries = useQueryClient();
  const { queryKey } = connectedAppsQuery;
  return useMutation({
    mutationFn: ({ id }: ConnectedApp) => gatehouse.connectedApps.revoke(id).catch(goneAlready),
    onSuccess: async (_nothing, app) => {
      // An answer that was under way still tells of the app.
      await queries.cancelQueries({ queryKey });
      queries.setQueryData(queryKey, (apps) => apps?.filter(({ id }) => id !== app.id));
      onRevoked(app);
      return queries.invalidateQueries({ queryKey });
    },
  });
}

/** Revoked from another window or device: what the person wants is so. */
function goneAlready(error: unknown): void {
  if (!(error instanceof ApiError && error.status === 404)) throw error;
}
