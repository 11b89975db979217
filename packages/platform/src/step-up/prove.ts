import type { FastifyRequest } from 'fastify';
import { record } from '../audit/audit.ts';
import { originOf } from '../audit/origin.ts';
import type { House } from '../house.ts';
import { type CodeOutcome, checkCode } from '../second-factors/check-code.ts';
import { findFactors } from '../second-factors/factor-store.ts';
import { hasFactor } from '../second-factors/factors.ts';
import { knownDeviceOf } from '../sign-in/known-device.ts';
import { TooBusyError } from '../sign-in/password-pool.ts';
import { verifyPassword } from '../sign-in/passwords.ts';
import { findAccountOf } from '../sign-in/person-store.ts';
import { noteProof } from '../sign-in/session-store.ts';
import type { Throttle } from '../sign-in/throttle.ts';
import type { Visitor } from '../sign-in/visitor.ts';
import { provesElsewhere } from './proves-elsewhere.ts';

export type ProofOutcome =
  | { readonly kind: 'proven' | 'over' | 'busy' | 'password_wrong' | 'code_malformed' | 'company' }
  | Exclude<CodeOutcome, { kind: 'right' }>;

/**
 * The same as at sign-in, in the session that is there: the password, and a code from whoever has a second factor. What
 * suffices to sign in suffices here, and nothing less.
 */
export async function proveByPassword(
  house: House,
  throttle: Throttle,
  request: FastifyRequest,
  { session, person }: Visitor,
  typed: { readonly password: string; readonly code: string | undefined },
): Promise<ProofOutcome> {
  const personId = person.id;
  const knownDevice = (since?: number) => knownDeviceOf(house, request, personId, since);
  const admission = throttle.admit({ email: person.email, address: request.ip, knownDevice: knownDevice() });
  if (!admission.admitted) return { kind: 'slow_down', seconds: admission.retryAfter };
  const origin = originOf(request, { kind: 'person', id: personId });
  const subject = `person:${personId}`;
  try {
    const account = await house.database.read((tx) => findAccountOf(tx, personId));
    const verdict = await verifyPassword(typed.password, account?.passwordHash ?? null);
    if (account === undefined || verdict === 'wrong') {
      await house.database.write((tx) =>
        record(house, tx, origin, { event: 'person.sign_in_failed', subject }),
      );
      return { kind: 'password_wrong' };
    }
    admission.settle('succeeded');
    return await house.database.write<ProofOutcome>(async (tx) => {
      const still = await findAccountOf(tx, personId);
      if (still?.passwordHash !== account.passwordHash) return { kind: 'password_wrong' };
      if (await provesElsewhere(house, tx, { session, person })) return { kind: 'company' };
      const methods = new Set([...session.methods, 'pwd']);
      if (hasFactor(await findFactors(tx, personId))) {
        const { code } = typed;
        if (code === undefined) return { kind: 'code_malformed' };
        const checked = await checkCode(house, tx, request, { personId, knownDevice, code });
        if (checked.kind !== 'right') return checked;
        for (const method of checked.methods) methods.add(method);
      }
      if (!(await noteProof(tx, session.idHash, [...methods].join(' '), house.clock.now())))
        return { kind: 'over' };
      await record(house, tx, origin, { event: 'person.proved', subject });
      return { kind: 'proven' };
    });
  } catch (error) {
    admission.settle('not_tried');
    if (error instanceof TooBusyError) return { kind: 'busy' };
    throw error;
  }
}
