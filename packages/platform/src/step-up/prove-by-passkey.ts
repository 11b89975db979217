import type { FastifyRequest } from 'fastify';
import { record } from '../audit/audit.ts';
import { originOf } from '../audit/origin.ts';
import type { House } from '../house.ts';
import { readPasskey, usePasskey } from '../passkeys/check-passkey.ts';
import type { Session } from '../sign-in/session.ts';
import { noteProof } from '../sign-in/session-store.ts';
import type { Visitor } from '../sign-in/visitor.ts';
import { provesElsewhere } from './proves-elsewhere.ts';

/** What a passkey is asked for here: an answer in one session is none in another. */
export const proofPlace = ({ idHash }: Session): string => `proof ${idHash}`;

/** Proves who holds the session by one of their own passkeys. */
export async function proveByPasskey(
  house: House,
  request: FastifyRequest,
  { session, person }: Visitor,
  answer: { readonly ceremony: string; readonly response: string },
): Promise<'proven' | 'passkey_wrong' | 'company'> {
  const shown = await readPasskey(house, proofPlace(session), answer);
  const origin = originOf(request, { kind: 'person', id: person.id });
  const subject = `person:${person.id}`;
  return await house.database.write(async (tx) => {
    if (await provesElsewhere(house, tx, { session, person })) return 'company';
    const holds =
      shown !== undefined &&
      shown.passkey.person_id === person.id &&
      (await usePasskey(house, tx, origin, shown)) &&
      (await noteProof(
        tx,
        session.idHash,
        [...new Set([...session.methods, ...shown.methods])].join(' '),
        house.clock.now(),
      ));
    await record(house, tx, origin, { event: holds ? 'person.proved' : 'person.sign_in_failed', subject });
    return holds ? 'proven' : 'passkey_wrong';
  });
}
