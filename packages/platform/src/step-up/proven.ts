import type { House } from '../house.ts';
import type { Session } from '../sign-in/session.ts';

/** How long a proof of who one is lets dangerous things be done. Milliseconds. */
export const provenFor = 10 * 60_000;

/** Whether whoever holds this session proved who they are a moment ago: a session that was left open, or stolen, has not. */
export function isProven({ clock }: Pick<House, 'clock'>, { provenAt }: Pick<Session, 'provenAt'>): boolean {
  return clock.now() - provenAt < provenFor;
}
