import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { gatehouse } from '../api/gatehouse.ts';
import { companyKey, useCompanyChange, useCompanyId } from '../company/company.ts';
import { listSearch } from '../page/list-search.ts';

/** The company itself, or one of its projects. */
export interface HookScope {
  readonly companyId: number;
  readonly projectId: number | undefined;
}

/** What the page's address speaks of. */
export function useHookScope(): HookScope {
  const companyId = useCompanyId();
  const { project } = listSearch(useSearch({ strict: false }));
  return { companyId, projectId: project };
}

const keyOf = ({ companyId, projectId }: HookScope) =>
  [...companyKey(companyId), 'webhooks', projectId ?? null] as const;

export function hooksQuery(scope: HookScope) {
  return queryOptions({ queryKey: keyOf(scope), queryFn: () => gatehouse.webhooks.list(scope) });
}

export function resourcesQuery(scope: HookScope) {
  return queryOptions({
    queryKey: [...keyOf(scope), 'resources'],
    queryFn: () => gatehouse.webhooks.resources(scope),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function triggersQuery(scope: HookScope, hookId: string) {
  return queryOptions({
    queryKey: [...keyOf(scope), hookId, 'triggers'],
    queryFn: () => gatehouse.webhooks.triggers(scope, hookId),
  });
}

const perPage = 25;

export function deliveriesQuery(scope: HookScope, hookId: string) {
  return infiniteQueryOptions({
    queryKey: [...keyOf(scope), hookId, 'deliveries'],
    queryFn: ({ pageParam }) =>
      gatehouse.webhooks.deliveries(scope, hookId, { page: pageParam, per_page: perPage }),
    initialPageParam: 1,
    getNextPageParam: (last, pages) => (last.length === perPage ? pages.length + 1 : undefined),
  });
}

/** A change of hooks of what the page speaks of. */
export function useHooksChange<Wish, Answer>(
  change: (scope: HookScope, wish: Wish) => Promise<Answer>,
  onSuccess?: (answer: Answer) => unknown,
) {
  const scope = useHookScope();
  return useCompanyChange((_: number, wish: Wish) => change(scope, wish), onSuccess);
}
