import { isUniqueViolation } from '@gatehouse/database';
import type { FastifyRequest } from 'fastify';
import { record } from '../audit/audit.ts';
import { originOf } from '../audit/origin.ts';
import { createPerson } from '../directory/people.ts';
import type { House } from '../house.ts';
import type { PersonForm } from '../set-up/person-form.ts';
import { TooBusyError } from '../sign-in/password-pool.ts';
import { hashPassword } from '../sign-in/passwords.ts';
import type { Throttle } from '../sign-in/throttle.ts';

export type SignUpOutcome =
  | { readonly kind: 'done' | 'busy' }
  | { readonly kind: 'slow_down'; readonly seconds: number };

/**
 * Makes an account, unless the address has one. Which of the two happened is not told: same answer, same hashing, one
 * unit with one audit row each (check UI-16). It starts no session either, for that would tell.
 */
export async function signUp(
  house: House,
  throttle: Throttle,
  request: FastifyRequest,
  form: PersonForm,
): Promise<SignUpOutcome> {
  // One count per network, whatever is typed. Nobody's success makes room: each account made is one to answer for.
  const admission = throttle.admit({ email: '', address: request.ip, knownDevice: undefined });
  if (!admission.admitted) return { kind: 'slow_down', seconds: admission.retryAfter };
  try {
    const passwordHash = await hashPassword(house.random, form.password);
    await addUnlessTaken(house, request, form, passwordHash).catch(async (error: unknown) => {
      // Somebody else took the address in the same instant: then it is taken.
      if (!isUniqueViolation(error)) throw error;
      await addUnlessTaken(house, request, form, passwordHash);
    });
    return { kind: 'done' };
  } catch (error) {
    admission.settle('not_tried');
    if (error instanceof TooBusyError) return { kind: 'busy' };
    throw error;
  }
}

async function addUnlessTaken(
  house: House,
  request: FastifyRequest,
  { firstName, lastName, email }: PersonForm,
  passwordHash: string,
): Promise<void> {
  const origin = originOf(request, { kind: 'anonymous' });
  await house.database.write(async (tx) => {
    // Of any kind: contacts and service accounts keep their addresses too.
    const taken = await tx.selectFrom('people').select('id').where('email', '=', email).executeTakeFirst();
    if (taken === undefined) {
      const person = { kind: 'user', firstName, lastName, email, passwordHash, signedUp: true } as const;
      await createPerson(house, tx, origin, person);
    } else {
      await record(house, tx, origin, { event: 'person.sign_up_refused', subject: `person:${taken.id}` });
    }
  });
}
