import type { FastifyRequest } from 'fastify';
import type { House } from '../house.ts';
import { claimCeremony } from '../passkeys/ceremony.ts';
import { insertPasskey } from '../passkeys/passkey-store.ts';
import { readNewPasskey } from '../passkeys/read-new-passkey.ts';
import type { Visitor } from '../sign-in/visitor.ts';
import { noteAdded } from './note-change.ts';

/** Stores a new passkey. The recovery codes to show, if the person had none; undefined where it cannot be taken. */
export async function addPasskey(
  house: House,
  request: FastifyRequest,
  { session, person }: Visitor,
  place: string,
  name: string,
  answer: { readonly ceremony: string; readonly response: string },
): Promise<readonly string[] | undefined> {
  const made = await readNewPasskey(house, place, answer);
  if (made === undefined) return undefined;
  const { ceremony, ...passkey } = made;
  const now = house.clock.now();
  return await house.database.write(async (tx) => {
    if (!(await claimCeremony(tx, ceremony))) return undefined;
    const row = {
      ...passkey,
      person_id: person.id,
      name,
      created_at: now,
      last_used_at: null,
      regressed_at: null,
    };
    if (!(await insertPasskey(tx, row))) return undefined;
    const methods = [passkey.kind === 'device_bound' ? 'hwk' : 'swk', 'user', 'mfa'] as const;
    return await noteAdded(house, tx, request, session, { details: { kind: 'passkey', name }, methods });
  });
}
