import type { CurrentPerson, Locale } from '@gatehouse/wire';
import { queryOptions, useMutation, useSuspenseQuery } from '@tanstack/react-query';
import { speak } from '../i18n/language.ts';
import { gatehouse, queryClient, sessionKey } from './gatehouse.ts';

/**
 * Who is signed in. It has arrived only when the page speaks that person's language. Asked again whenever the page
 * comes to the front: in another tab the person may have signed out, signed in anew, or left the browser to a colleague.
 */
export const sessionQuery = queryOptions({
  queryKey: sessionKey,
  queryFn: async () => {
    const person = await gatehouse.session.show();
    const before = queryClient.getQueryData<CurrentPerson>(sessionKey);
    // What this page holds is somebody else's.
    if (before !== undefined && before.id !== person.id) location.reload();
    await speak(person.locale);
    return person;
  },
  staleTime: Number.POSITIVE_INFINITY,
  refetchOnWindowFocus: 'always',
});

/** The signed-in person. Every page has one: the shell waits for it. */
export function usePerson(): CurrentPerson {
  return useSuspenseQuery(sessionQuery).data;
}

/** Switches the language at once, and keeps it for the person's other devices. */
export function useSetLocale(onFailure: () => void) {
  return useMutation({
    mutationFn: async (locale: Locale) => {
      await speak(locale);
      return gatehouse.session.update({ locale });
    },
    onSuccess: (person) => queryClient.setQueryData(sessionKey, person),
    onError: onFailure,
  });
}

/** Ends the session; what was on this page is gone from the browser's memory with it. */
export function useSignOut(onFailure: () => void) {
  return useMutation({
    mutationFn: () => gatehouse.session.signOut(),
    onSuccess: () => location.replace('/sign-in?signed_out=1'),
    onError: onFailure,
  });
}
