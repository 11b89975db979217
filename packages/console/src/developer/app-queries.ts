import type { App, AppCreated } from '@gatehouse/wire';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { gatehouse } from '../api/gatehouse.ts';
import { companiesQuery } from '../home/home-queries.ts';

const everything = ['apps'] as const;

/** The apps that the person works on. */
export const appsQuery = queryOptions({
  queryKey: [...everything, 'list'],
  queryFn: (): Promise<App[]> => gatehouse.apps.list({ per_page: 100 }).all(),
});

/** One of them. Whatever is kept about an app has a key that begins with this one. */
export function appQuery(id: number) {
  return queryOptions({ queryKey: [...everything, id], queryFn: () => gatehouse.apps.show(id) });
}

export interface AppTexts {
  readonly name: string;
  readonly publisher: string;
  readonly description: string;
}

export function useCreateApp(onCreated: (created: AppCreated) => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (texts: AppTexts) => gatehouse.apps.create(texts),
    // The answer holds a secret: it goes to the page that shows it, and is not kept with the mutation.
    gcTime: 0,
    onSuccess: (created) => {
      onCreated(created);
      return Promise.all([
        queries.invalidateQueries({ queryKey: everything }),
        // The app's sandbox company is one of the person's from now on.
        queries.invalidateQueries({ queryKey: companiesQuery.queryKey }),
      ]);
    },
  });
}

/** Changes something about an app, after which all that is kept about apps is asked for again. */
export function useAppChange<Input, Output>(
  change: (input: Input) => Promise<Output>,
  onDone?: (output: Output, input: Input) => void,
) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    gcTime: 0,
    onSuccess: (output, input) => {
      onDone?.(output, input);
      return queries.invalidateQueries({ queryKey: everything });
    },
  });
}
