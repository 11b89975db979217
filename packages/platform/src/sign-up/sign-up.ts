import { isUniqueViolation } from '@gatehouse/database';
import type { FastifyRequest } from 'fastify';
import { record } from '../audit/audit.ts';
import { originOf } from '../audit/origin.ts';
import { createPerson } from '../directory/people.ts';
import type { House } from '../house.ts';
import { openMailedLink } from '../mailed-links/mailed-link.ts';
import { claimLink } from '../mailed-links/mailed-link-store.ts';
import { localeOf } from '../pages/locale.ts';
import type { PersonForm } from '../set-up/person-form.ts';
import { rememberDevice } from '../sign-in/known-device.ts';
import { hashPassword } from '../sign-in/passwords.ts';
import { newSession, storeSession } from '../sign-in/session.ts';
import { endPresented } from '../sign-in/sign-out.ts';

/**
 * Makes the account of whoever opened the link, and signs them in; the cookies of that session, or undefined where the
 * link is dead by now or somebody has the address.
 */
export async function signUp(
  house: House,
  request: FastifyRequest,
  token: string,
  form: PersonForm,
): Promise<string[] | undefined> {
  const passwordHash = await hashPassword(house.random, form.password);
  const session = newSession(house);
  const made = await house.database
    .write(async (tx) => {
      const link = await openMailedLink(house, tx, 'sign_up', token);
      if (link === undefined || link.address !== form.email) return undefined;
      const taken = await tx
        .selectFrom('people')
        .select('id')
        .where('email', '=', link.address)
        .executeTakeFirst();
      if (taken !== undefined || !(await claimLink(tx, 'sign_up', link, house.clock.now()))) return undefined;
      const personId = await createPerson(house, tx, originOf(request, { kind: 'anonymous' }), {
        kind: 'user',
        firstName: form.firstName,
        lastName: form.lastName,
        email: link.address,
        emailProven: true,
        passwordHash,
        locale: localeOf(request),
        signedUp: true,
      });
      await endPresented(house, tx, request);
      await storeSession(house, tx, session, personId, request, { methods: ['pwd'] });
      const origin = originOf(request, { kind: 'person', id: personId });
      await record(house, tx, origin, { event: 'person.signed_in', subject: `person:${personId}` });
      return personId;
    })
    .catch((error: unknown) => {
      // Somebody else took the address in the same instant: then it is taken.
      if (!isUniqueViolation(error)) throw error;
      return undefined;
    });
  return made === undefined ? undefined : [session.cookie, rememberDevice(house, request, made)];
}
