import type { PermissionLine } from '@gatehouse/wire';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { gatehouse } from '../api/gatehouse.ts';
import { companyKey, useCompanyId } from '../company/company.ts';
import { type Change, foreseen, undoing, type Wish, wished } from './change.ts';
import { type GridView, gridQuery } from './grid-queries.ts';

/** Changes to a grid: shown at once, sent at once, and taken back one after the other, the newest first. */
export function useGridChanges(view: GridView) {
  const companyId = useCompanyId();
  const queries = useQueryClient();
  const [done, setDone] = useState<readonly Change[]>([]);
  const { queryKey } = gridQuery(companyId, view);
  const show = (line: PermissionLine) =>
    queries.setQueryData(queryKey, (page) =>
      page === undefined
        ? page
        : { ...page, items: page.items.map((one) => (one.person.id === line.person.id ? line : one)) },
    );
  const send = useMutation({
    mutationFn: ({ line, wish }: Change & { readonly undo?: Change }) =>
      gatehouse.permissions.set(companyId, line.person.id, wished(wish, view.projectId)),
    onMutate: async (change) => {
      await queries.cancelQueries({ queryKey });
      show(foreseen(change));
    },
    onSuccess: (_, { undo, ...change }) =>
      setDone((before) => (undo ? before.filter((one) => one !== undo) : [...before, change])),
    onError: (_, { line }) => show(line),
    onSettled: () => queries.invalidateQueries({ queryKey: companyKey(companyId) }),
  });
  const last = done.at(-1);
  return {
    last,
    error: send.error,
    busy: send.isPending,
    change: (line: PermissionLine, wish: Wish) => send.mutate({ line, wish }),
    undo: () => {
      if (last === undefined || send.isPending) return;
      const { line } = last;
      send.mutate({ line, wish: undoing(last), undo: last });
    },
  };
}
