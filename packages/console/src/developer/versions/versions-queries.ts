import type { AppVersion } from '@gatehouse/wire';
import { queryOptions } from '@tanstack/react-query';
import { gatehouse } from '../../api/gatehouse.ts';
import { appQuery } from '../app-queries.ts';

/** The versions of an app, newest first. */
export function versionsQuery(appId: number) {
  return queryOptions({
    queryKey: [...appQuery(appId).queryKey, 'versions'],
    queryFn: (): Promise<AppVersion[]> => gatehouse.appVersions.list(appId, { per_page: 100 }).all(),
  });
}
