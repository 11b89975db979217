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

/** Marks what told of an installation's update as read, once it is approved, with what told of older ones. */
export function useReadUpdate() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ installationId, semver }: { installationId: number; semver: string }) => {
      const notices = await queries.fetchQuery({ ...noticesQuery, staleTime: 0 });
      const told = notices.filter(
        ({ kind, data }) => kind === 'app.update_available' && data.installation_id === installationId,
      );
      // The latest is the first: what stands before it tells of an update that came meanwhile and still waits.
      const approved = told.findIndex(({ data }) => data.semver === semver);
      const done = approved === -1 ? [] : told.slice(approved);
      for (const { id, read_at: at } of done) if (at === null) await gatehouse.notices.read(id);
    },
    onSettled: () => queries.invalidateQueries({ queryKey: noticesKey }),
  });
}

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
