import type { FastifyRequest } from 'fastify';
import { record } from '../audit/audit.ts';
import { originOf } from '../audit/origin.ts';
import type { House } from '../house.ts';
import { bindingOf } from '../only-way-in/binding.ts';
import { readPasskey, usePasskey } from '../passkeys/check-passkey.ts';
import type { Method } from '../second-factors/methods.ts';
import { beginSession } from './begin-session.ts';
import { clearedFirstStep, type FirstStep, stillStands } from './first-step.ts';
import { rememberDevice } from './known-device.ts';
import { newSession } from './session.ts';

/** What a passkey is asked for: in place of a password, or after the password of this person. */
export const firstPlace = 'sign-in';
export const secondPlace = ({ personId }: FirstStep): string => `second-step ${personId}`;

/**
 * Signs in by a passkey: alone, for it is a key that was unlocked by a finger, a face or a PIN; or as the second step of
 * `first`, whose own it then has to be. The cookies of the new session; `company` for whose company signs its people in
 * elsewhere, and undefined where it proves nothing.
 */
export async function signInByPasskey(
  house: House,
  request: FastifyRequest,
  answer: { readonly ceremony: string; readonly response: string },
  first?: FirstStep,
): Promise<readonly string[] | 'company' | undefined> {
  const shown = await readPasskey(house, first === undefined ? firstPlace : secondPlace(first), answer);
  const personId = shown?.passkey.person_id;
  const session = newSession(house);
  const entered = await house.database.write(async (tx) => {
    const origin = originOf(request, { kind: 'anonymous' });
    const holds =
      shown !== undefined &&
      (first === undefined || (first.personId === personId && (await stillStands(house, tx, first)))) &&
      (await usePasskey(house, tx, origin, shown));
    if (!holds || personId === undefined) {
      const subject = personId === undefined ? {} : { subject: `person:${personId}` };
      await record(house, tx, origin, { event: 'person.sign_in_failed', ...subject });
      return 'wrong';
    }
    if (first === undefined && (await bindingOf(house, tx, personId)) !== undefined) {
      await record(house, tx, origin, { event: 'person.sign_in_failed', subject: `person:${personId}` });
      return 'company';
    }
    const methods: readonly Method[] = [...new Set([...(first?.methods ?? []), ...shown.methods])];
    const providerId = first?.providerId ?? null;
    await beginSession(house, tx, request, session, personId, { methods, providerId });
    return 'signed_in';
  });
  if (entered === 'company') return entered;
  if (entered === 'wrong' || personId === undefined) return undefined;
  return [session.cookie, rememberDevice(house, request, personId), clearedFirstStep(house)];
}
