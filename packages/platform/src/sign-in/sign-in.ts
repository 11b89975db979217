import type { FastifyRequest } from 'fastify';
import { record } from '../audit/audit.ts';
import { originOf } from '../audit/origin.ts';
import type { House } from '../house.ts';
import { emailKey } from '../naming/email-key.ts';
import { bindingOf, bindingOfAddress } from '../only-way-in/binding.ts';
import { takeWayOut } from '../only-way-in/way-out.ts';
import { findFactors } from '../second-factors/factor-store.ts';
import { hasFactor } from '../second-factors/factors.ts';
import { beginSession } from './begin-session.ts';
import { rememberFirstStep } from './first-step.ts';
import { knownDeviceOf, rememberDevice } from './known-device.ts';
import { TooBusyError } from './password-pool.ts';
import { hashPassword, type Verdict, verifyPassword } from './passwords.ts';
import { type Account, findAccount, replacePasswordHash } from './person-store.ts';
import { newSession } from './session.ts';
import type { Throttle } from './throttle.ts';

export type SignInOutcome =
  | { readonly kind: 'signed_in' | 'second_step'; readonly cookies: readonly string[] }
  | { readonly kind: 'wrong' | 'busy' | 'company' }
  | { readonly kind: 'slow_down'; readonly seconds: number };

/**
 * Checks an address and a password and starts a session, or asks for the second factor of whoever has one. A wrong password and an unknown address cannot be told
 * apart: same answer, same hashing, one audit row each. Whose company signs its people in elsewhere gets in by one of its
 * codes alone.
 */
export async function signIn(
  house: House,
  throttle: Throttle,
  request: FastifyRequest,
  typed: {
    readonly email: string;
    readonly password: string;
    /** One of the codes of their company, for the day its provider does not work. */
    readonly wayOut?: string;
  },
): Promise<SignInOutcome> {
  // Cut: no account has a longer address, and the throttle's memory must not be filled by long ones.
  const email = emailKey(typed.email).slice(0, 255);
  const account = await house.database.read((tx) => findAccount(tx, email));
  const knownDevice = account === undefined ? undefined : knownDeviceOf(house, request, account.personId);
  const admission = throttle.admit({ email, address: request.ip, knownDevice });
  if (!admission.admitted) return { kind: 'slow_down', seconds: admission.retryAfter };
  try {
    const verdict = await verifyPassword(typed.password, account?.passwordHash ?? null);
    if (account === undefined || verdict === 'wrong') {
      await noteFailure(house, request, account);
      // The same answer as to a right password, so that it tells of nobody's.
      const elsewhere = await house.database.read((tx) => bindingOfAddress(house, tx, email));
      return { kind: elsewhere !== undefined ? 'company' : 'wrong' };
    }
    const renewed = await renewedHash(house, typed.password, verdict);
    const outcome = await enter(house, request, { email, wayOut: typed.wayOut ?? '' }, account, renewed);
    if (outcome.kind !== 'wrong' && outcome.kind !== 'company') admission.settle('succeeded');
    return outcome;
  } catch (error) {
    admission.settle('not_tried');
    if (error instanceof TooBusyError) return { kind: 'busy' };
    throw error;
  }
}

interface Entered {
  readonly kind: 'wrong' | 'company' | 'signed_in' | 'second_step';
  /** Whose way-out code let them take the first step. */
  readonly providerId?: number | null;
}

async function enter(
  house: House,
  request: FastifyRequest,
  { email, wayOut }: { readonly email: string; readonly wayOut: string },
  account: Account,
  renewed: string | undefined,
): Promise<SignInOutcome> {
  const { personId } = account;
  const session = newSession(house);
  const { kind, providerId } = await house.database.write(async (tx): Promise<Entered> => {
    // Hashing took its time: the password may have been changed, or the person removed, meanwhile.
    const still = await findAccount(tx, email);
    if (still?.personId !== personId || still.passwordHash !== account.passwordHash) return { kind: 'wrong' };
    const anonymous = originOf(request, { kind: 'anonymous' });
    const binding = await bindingOf(house, tx, personId);
    if (
      binding !== undefined &&
      !(await takeWayOut(house, tx, anonymous, binding, { personId, typed: wayOut }))
    ) {
      await record(house, tx, anonymous, { event: 'person.sign_in_failed', subject: `person:${personId}` });
      return { kind: 'company' };
    }
    const providerId = binding?.providerId ?? null;
    if (renewed !== undefined) await replacePasswordHash(tx, account, renewed);
    if (!hasFactor(await findFactors(tx, personId))) {
      await beginSession(house, tx, request, session, personId, { methods: ['pwd'], providerId });
      return { kind: 'signed_in' };
    }
    await record(house, tx, anonymous, {
      event: 'person.second_factor_asked',
      subject: `person:${personId}`,
    });
    return { kind: 'second_step', providerId };
  });
  if (kind === 'wrong' || kind === 'company') return { kind };
  if (kind === 'signed_in')
    return { kind, cookies: [session.cookie, rememberDevice(house, request, personId)] };
  const passwordHash = renewed ?? account.passwordHash;
  const proof = { methods: ['pwd'], providerId: providerId ?? null } as const;
  return { kind, cookies: [rememberFirstStep(house, { personId, passwordHash }, proof)] };
}

async function renewedHash(house: House, password: string, verdict: Verdict): Promise<string | undefined> {
  return verdict === 'right_but_outdated' ? await hashPassword(house.random, password) : undefined;
}

/** The address as typed is not written down: people type passwords into the wrong field. */
async function noteFailure(
  house: House,
  request: FastifyRequest,
  account: Account | undefined,
): Promise<void> {
  const origin = originOf(request, { kind: 'anonymous' });
  await house.database.write((tx) =>
    record(house, tx, origin, {
      event: 'person.sign_in_failed',
      ...(account === undefined ? {} : { subject: `person:${account.personId}` }),
    }),
  );
}
