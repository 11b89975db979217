import type { FastifyRequest } from 'fastify';
import type { House } from '../house.ts';
import { type CodeOutcome, checkCode } from '../second-factors/check-code.ts';
import { beginSession } from './begin-session.ts';
import { clearedFirstStep, type FirstStep, stillStands } from './first-step.ts';
import { knownDeviceOf, rememberDevice } from './known-device.ts';
import { newSession } from './session.ts';

export type SecondStepOutcome =
  | { readonly kind: 'signed_in'; readonly cookies: readonly string[] }
  | { readonly kind: 'over' }
  | Exclude<CodeOutcome, { kind: 'right' }>;

/** The second of two steps: a code of whoever took the first just before. */
export async function finishByCode(
  house: House,
  request: FastifyRequest,
  first: FirstStep,
  code: string,
): Promise<SecondStepOutcome> {
  const session = newSession(house);
  const { personId } = first;
  const knownDevice = (since?: number) => knownDeviceOf(house, request, personId, since);
  const outcome = await house.database.write(async (tx) => {
    if (!(await stillStands(house, tx, first))) return { kind: 'over' } as const;
    const checked = await checkCode(house, tx, request, { personId, knownDevice, code });
    const methods = checked.kind === 'right' ? [...new Set([...first.methods, ...checked.methods])] : [];
    const { providerId } = first;
    if (checked.kind === 'right')
      await beginSession(house, tx, request, session, personId, { methods, providerId });
    return checked;
  });
  if (outcome.kind !== 'right') return outcome;
  const cookies = [session.cookie, rememberDevice(house, request, personId), clearedFirstStep(house)];
  return { kind: 'signed_in', cookies };
}
