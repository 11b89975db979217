import type { FastifyRequest } from 'fastify';
import { type Keeper, sealReturnTo } from '../pages/return-path.ts';

/** Where a request without a session is sent: sign in, then come back to exactly this path and query. */
export function signInLocation(house: Keeper, request: Pick<FastifyRequest, 'method' | 'url'>): string {
  // Only what was asked for by GET can be asked for again; a form's answer cannot.
  return request.method === 'GET' ? signInLocationFor(house, request.url) : '/sign-in';
}

/** As `signInLocation`, for a path of our own. What is not one is dropped. */
export function signInLocationFor(house: Keeper, path: string): string {
  const sealed = sealReturnTo(house, path);
  if (sealed === undefined) return '/sign-in';
  const query = new URLSearchParams({ return_to: sealed });
  const wanted = new URL(path, 'http://here').searchParams.get('ui_locales');
  if (wanted !== null) query.set('ui_locales', wanted);
  const hint = new URL(path, 'http://here').searchParams.get('login_hint');
  if (hint !== null && hint.length <= 254) query.set('login_hint', hint);
  return `/sign-in?${query}`;
}

/** As `signInLocationFor`, for somebody who is signed in and has to show again who they are. */
export function signInAgainLocation(house: Keeper, path: string): string {
  const location = signInLocationFor(house, path);
  return `${location}${location.includes('?') ? '&' : '?'}again=1`;
}

/** Where somebody goes whose password was right, with the sealed way back, if there is one. */
export function secondStepLocation(returnTo: string): string {
  return returnTo === ''
    ? '/sign-in/second-step'
    : `/sign-in/second-step?${new URLSearchParams({ return_to: returnTo })}`;
}
