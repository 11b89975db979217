import { queryOptions } from '@tanstack/react-query';
import { gatehouse } from '../api/gatehouse.ts';
import { companyKey } from '../company/company.ts';

/** The apps of a company, those that were uninstalled too. */
export function installationsQuery(companyId: number) {
  return queryOptions({
    queryKey: [...companyKey(companyId), 'installations'],
    queryFn: () => gatehouse.installations.list(companyId, { per_page: 100 }).all(),
  });
}

export function installationQuery(companyId: number, id: number) {
  return queryOptions({
    queryKey: [...companyKey(companyId), 'installations', id],
    queryFn: () => gatehouse.installations.show(companyId, id),
  });
}

export function usageQuery(companyId: number, id: number, days: number) {
  return queryOptions({
    queryKey: [...companyKey(companyId), 'installations', id, 'usage', days],
    queryFn: () => gatehouse.installations.usage(companyId, id, days),
  });
}

export function reachQuery(companyId: number, id: number) {
  return queryOptions({
    queryKey: [...companyKey(companyId), 'installations', id, 'reach'],
    queryFn: () => gatehouse.installations.reach(companyId, id),
  });
}

/** How the company has set the app up. */
export function configurationsQuery(companyId: number, installationId: number) {
  return queryOptions({
    queryKey: [...companyKey(companyId), 'configurations', installationId],
    queryFn: () =>
      gatehouse.appConfigurations
        .list(companyId, { per_page: 100, filters: { app_installation_id: installationId } })
        .all(),
  });
}
