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
