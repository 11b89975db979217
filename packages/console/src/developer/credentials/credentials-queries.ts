import type { AppClient } from '@gatehouse/wire';
import { queryOptions } from '@tanstack/react-query';
import { gatehouse } from '../../api/gatehouse.ts';
import { appQuery } from '../app-queries.ts';

/** The credentials of an app, by environment. */
export function clientsQuery(appId: number) {
  return queryOptions({
    queryKey: [...appQuery(appId).queryKey, 'clients'],
    queryFn: () => gatehouse.appClients.list(appId),
  });
}

/** Which grants an app's client uses, and what it asks for. */
export function policyQuery(appId: number, environment: AppClient['environment']) {
  return queryOptions({
    queryKey: [...clientsQuery(appId).queryKey, environment, 'policy'],
    queryFn: () => gatehouse.appClients.policy(appId, environment),
  });
}

/** The public keys of an app's client. */
export function keysQuery(appId: number, environment: AppClient['environment']) {
  return queryOptions({
    queryKey: [...clientsQuery(appId).queryKey, environment, 'keys'],
    queryFn: () => gatehouse.appClients.listKeys(appId, environment),
  });
}
