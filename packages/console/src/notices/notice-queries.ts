import type { Notice } from '@gatehouse/wire';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { gatehouse } from '../api/gatehouse.ts';

const noticesKey = ['notices'] as const;

/** What the person was told, the latest first: the newest hundred. */
export const noticesQuery = queryOptions({
  queryKey: [...noticesKey, 'list'],
  queryFn: async (): Promise<Notice[]> => {
    const { value } = await gatehouse.notices.list({ per_page: 100 }).pages().next();
    return value?.items ?? [];
  },
});

/** How many wait to be read. Asked again while the page is looked at, so that the bell is not a thing of the past. */
export const unreadQuery = queryOptions({
  queryKey: [...noticesKey, 'unread'],
  queryFn: async (): Promise<number> => {
    const { value } = await gatehouse.notices.list({ unread: true, per_page: 1 }).pages().next();
    return value?.total ?? value?.items.length ?? 0;
  },
  refetchInterval: 60_000,
});

/** Marks some as read, one call each. */
export function useRead() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (ids: readonly string[]) => {
      for (const id of ids) await gatehouse.notices.read(id);
    },
    onSettled: () => queries.invalidateQueries({ queryKey: noticesKey }),
  });
}
