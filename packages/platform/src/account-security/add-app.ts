import type { FastifyRequest } from 'fastify';
import type { House } from '../house.ts';
import { matchingStep, sealTotp } from '../second-factors/totp.ts';
import { insertTotp } from '../second-factors/totp-store.ts';
import type { Visitor } from '../sign-in/visitor.ts';
import { noteAdded } from './note-change.ts';

export type AddOutcome =
  | { readonly kind: 'wrong' }
  | { readonly kind: 'over' }
  /** The recovery codes to show, where the person had none before. */
  | { readonly kind: 'added'; readonly recoveryCodes: readonly string[] };

/**
 * Adds an authenticator app once a code of it has come back. The code's step counts as used, so it does not sign in as
 * well. Every other session ends: whoever else was in did not show this factor.
 */
export async function addApp(
  house: House,
  request: FastifyRequest,
  { session, person }: Visitor,
  secret: Uint8Array,
  code: string,
): Promise<AddOutcome> {
  const now = house.clock.now();
  const step = matchingStep(secret, code, now);
  if (step === undefined) return { kind: 'wrong' };
  const sealed = sealTotp(house, person.id, secret);
  return await house.database.write<AddOutcome>(async (tx) => {
    const row = { person_id: person.id, secret_sealed: sealed, last_step: step, created_at: now };
    if (!(await insertTotp(tx, row))) return { kind: 'over' };
    const added = { details: { kind: 'totp' }, methods: ['otp', 'mfa'] } as const;
    return { kind: 'added', recoveryCodes: await noteAdded(house, tx, request, session, added) };
  });
}
