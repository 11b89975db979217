import { useNavigate, useSearch } from '@tanstack/react-router';

/** What a list shows, kept in the page's address: going back, reloading and sending the link all lead to it. */
export interface ListSearch {
  readonly q?: string;
  readonly page?: number;
  readonly project?: number;
  readonly show?: string;
}

/** Reads an address that anybody may have typed. The router has read numbers as numbers already. */
export function listSearch({ q, page, project, show }: Record<string, unknown>): ListSearch {
  const sought = typeof q === 'number' ? String(q) : q;
  return {
    ...(typeof sought === 'string' && sought !== '' && { q: sought }),
    ...(isNumber(page) && page > 1 && { page }),
    ...(isNumber(project) && { project }),
    ...(typeof show === 'string' && { show }),
  };
}

function isNumber(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) > 0;
}

/** The list's state, and the way to another one. Whatever changes but the page begins at the first page again. */
export function useListSearch() {
  const search = listSearch(useSearch({ strict: false }));
  const navigate = useNavigate();
  const set = (change: { [Name in keyof ListSearch]: ListSearch[Name] | undefined }) =>
    navigate({
      to: '.',
      search: listSearch({ ...search, page: undefined, ...change }),
      replace: true,
      resetScroll: false,
    });
  return { ...search, set: (change: Parameters<typeof set>[0]) => void set(change) };
}
