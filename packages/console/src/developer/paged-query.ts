import type { Page, Pages } from '@gatehouse/client';
import { infiniteQueryOptions } from '@tanstack/react-query';

const perPage = 25;

/** A list that is asked for a page at a time, as far as somebody wants to see it. */
export function pagedQuery<Item>(
  queryKey: readonly unknown[],
  list: (query: { page: number; per_page: number }) => Pages<Item>,
) {
  return infiniteQueryOptions({
    queryKey,
    queryFn: async ({ pageParam }): Promise<Page<Item>> => {
      const { value } = await list({ page: pageParam, per_page: perPage }).pages().next();
      return value ?? { items: [], total: 0, perPage };
    },
    initialPageParam: 1,
    getNextPageParam: ({ items, total = 0 }, pages) =>
      items.length > 0 && pages.length * perPage < total ? pages.length + 1 : undefined,
  });
}
