import { ApiError, browserSession, GatehouseApi } from '@gatehouse/client';
import type { CurrentPerson } from '@gatehouse/wire';
import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { fetchProven } from '../step-up/fetch-proven.ts';

export const sessionKey = ['session'] as const;

export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError: signInIfNeeded }),
  mutationCache: new MutationCache({ onError: signInIfNeeded }),
  defaultOptions: {
    // A refusal stays a refusal; only what never arrived, or broke on the other side, is asked for once more.
    queries: { retry: (failures, error) => failures < 1 && !refused(error), staleTime: 10_000 },
  },
});

/** The API, called in the name of whoever is signed in here. */
export const gatehouse = new GatehouseApi({
  baseUrl: location.origin,
  fetch: fetchProven,
  authorizer: browserSession(() => queryClient.getQueryData<CurrentPerson>(sessionKey)?.csrf_token ?? ''),
  // Somebody is looking at the page: better an answer with a button than a long silence.
  attempts: 2,
  longestWaitMs: 3_000,
});

/** The session has ended: asking the server for this page leads to sign-in, and from there back to here. */
function signInIfNeeded(error: Error): void {
  if (error instanceof ApiError && error.status === 401) location.reload();
}

function refused(error: Error): boolean {
  return error instanceof ApiError && error.status < 500;
}
