import type { FastifyRequest } from 'fastify';
import { record } from '../audit/audit.ts';
import { originOf } from '../audit/origin.ts';
import type { House } from '../house.ts';
import { sendMail } from '../mail/send-mail.ts';
import { knownDeviceOf } from '../sign-in/known-device.ts';
import { TooBusyError } from '../sign-in/password-pool.ts';
import { hashPassword, verifyPassword } from '../sign-in/passwords.ts';
import { findAccount, type PagePerson } from '../sign-in/person-store.ts';
import { newSession, type Session, storeSession } from '../sign-in/session.ts';
import { endSessionsOf } from '../sign-in/session-store.ts';
import type { Throttle } from '../sign-in/throttle.ts';

export type ChangeOutcome =
  | { readonly kind: 'changed'; readonly cookie: string }
  | { readonly kind: 'wrong' | 'busy' }
  | { readonly kind: 'slow_down'; readonly seconds: number };

/**
 * Replaces a password by whoever knows it: a session alone, left open or stolen, does not suffice, and guesses are
 * slowed as at sign-in. Every session ends; this browser gets a new one (check UI-08).
 */
export async function changePassword(
  house: House,
  throttle: Throttle,
  request: FastifyRequest,
  { session: before, person }: { readonly session: Session; readonly person: PagePerson },
  typed: { readonly current: string; readonly password: string },
): Promise<ChangeOutcome> {
  const knownDevice = knownDeviceOf(house, request, person.id);
  const admission = throttle.admit({ email: person.email, address: request.ip, knownDevice });
  if (!admission.admitted) return { kind: 'slow_down', seconds: admission.retryAfter };
  const origin = originOf(request, { kind: 'person', id: person.id });
  const subject = `person:${person.id}`;
  try {
    const account = await house.database.read((tx) => findAccount(tx, person.email));
    const verdict = await verifyPassword(typed.current, account?.passwordHash ?? null);
    if (account?.personId !== person.id || verdict === 'wrong') {
      await house.database.write((tx) =>
        record(house, tx, origin, { event: 'person.sign_in_failed', subject }),
      );
      return { kind: 'wrong' };
    }
    const passwordHash = await hashPassword(house.random, typed.password);
    const session = newSession(house);
    const changed = await house.database.write(async (tx) => {
      // Hashing took its time: of two changes at once, the one whose current password still stands is made.
      const updated = await tx
        .updateTable('people')
        .set({ password_hash: passwordHash })
        .where('id', '=', person.id)
        .where('password_hash', '=', account.passwordHash)
        .where('deactivated_at', 'is', null)
        .returning('id')
        .executeTakeFirst();
      if (updated === undefined) return false;
      const ended = await endSessionsOf(tx, person.id, house.clock.now());
      await storeSession(house, tx, session, person.id, request, {
        methods: before.methods,
        at: before.provenAt,
        providerId: before.providerId,
        // Whoever may no longer begin one, their company having one way in, must not go on for ever by this.
        until: before.expiresAt,
      });
      const details = { by: 'person', sessions_ended: ended };
      await record(house, tx, origin, { event: 'person.password_changed', subject, details });
      await record(house, tx, origin, { event: 'person.signed_in', subject });
      const { email: to, locale } = person;
      const data = { link: `${house.issuer}/new-password` };
      await sendMail(house, tx, { to, locale, kind: 'new_password.done', data });
      return true;
    });
    if (!changed) return { kind: 'wrong' };
    admission.settle('succeeded');
    return { kind: 'changed', cookie: session.cookie };
  } catch (error) {
    admission.settle('not_tried');
    if (error instanceof TooBusyError) return { kind: 'busy' };
    throw error;
  }
}
