import { ApiError } from '@gatehouse/client';
import type { ConnectedApp } from '@gatehouse/wire';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { gatehouse } from '../api/gatehouse.ts';
import { useNotice } from '../shell/notices.tsx';
import { useAppName } from './use-app-name.ts';

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

/** Revokes every app. The list is empty at once, and asked for again. */
export function useRevokeAll(onRevoked: () => void) {
  const queries = useQueryClient();
  const { queryKey } = connectedAppsQuery;
  return useMutation({
    mutationFn: () => gatehouse.connectedApps.revokeAll(),
    onSuccess: async () => {
      await queries.cancelQueries({ queryKey });
      queries.setQueryData(queryKey, []);
      onRevoked();
      return queries.invalidateQueries({ queryKey });
    },
  });
}

/** Lets an app into one of the person's companies, or keeps it out, and says so. */
export function useChooseCompany(app: ConnectedApp) {
  const queries = useQueryClient();
  const { t } = useTranslation();
  const notice = useNotice();
  const nameOf = useAppName();
  const { queryKey } = connectedAppsQuery;
  return useMutation({
    mutationFn: ({ id, allowed }: Pick<ConnectedApp['companies'][number], 'id' | 'name' | 'allowed'>) =>
      gatehouse.connectedApps.choose(app.id, id, allowed),
    onSuccess: async (changed, { name, allowed }) => {
      // An answer that was under way still tells of before.
      await queries.cancelQueries({ queryKey });
      queries.setQueryData(queryKey, (apps) =>
        apps?.map((each) => (each.id === changed.id ? changed : each)),
      );
      const said = allowed ? 'connected_apps.company.let_in' : 'connected_apps.company.kept_out';
      notice('done', t(said, { app: nameOf(app), company: name }));
    },
  });
}

/** Revoked from another window or device: what the person wants is so. */
function goneAlready(error: unknown): void {
  if (!(error instanceof ApiError && error.status === 404)) throw error;
}
