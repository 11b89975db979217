import type { FastifyRequest } from 'fastify';
import { record } from '../audit/audit.ts';
import { originOf } from '../audit/origin.ts';
import type { House } from '../house.ts';
import { knownDeviceOf, rememberDevice } from './known-device.ts';
import { TooBusyError } from './password-pool.ts';
import { hashPassword, type Verdict, verifyPassword } from './passwords.ts';
import { type Account, findAccount, replacePasswordHash } from './person-store.ts';
import { newSession, storeSession } from './session.ts';
import { endPresented } from './sign-out.ts';
import type { Throttle } from './throttle.ts';

export type SignInOutcome =
  | { readonly kind: 'signed_in'; readonly cookies: readonly string[] }
  | { readonly kind: 'wrong' | 'busy' }
  | { readonly kind: 'slow_down'; readonly seconds: number };

/**
 * Checks an address and a password and starts a session. A wrong password and an unknown address cannot be told
 * apart: same answer, same hashing, one audit row each.
 */
export async function signIn(
  house: House,
  throttle: Throttle,
  request: FastifyRequest,
  typed: { readonly email: string; readonly password: string },
): Promise<SignInOutcome> {
  // Cut: no account has a longer address, and the throttle's memory must not be filled by long ones.
  const email = normalEmail(typed.email).slice(0, 255);
  const account = await house.database.read((tx) => findAccount(tx, email));
  const knownDevice = account === undefined ? undefined : knownDeviceOf(house, request, account.personId);
  const admission = throttle.admit({ email, address: request.ip, knownDevice });
  if (!admission.admitted) return { kind: 'slow_down', seconds: admission.retryAfter };
  try {
    const verdict = await verifyPassword(typed.password, account?.passwordHash ?? null);
    if (account === undefined || verdict === 'wrong') {
      await noteFailure(house, request, account);
      return { kind: 'wrong' };
    }
    const signedIn = await enter(
      house,
      request,
      email,
      account,
      await renewedHash(house, typed.password, verdict),
    );
    if (!signedIn.entered) return { kind: 'wrong' };
    admission.settle('succeeded');
    return {
      kind: 'signed_in',
      cookies: [signedIn.cookie, rememberDevice(house, request, account.personId)],
    };
  } catch (error) {
    admission.settle('not_tried');
    if (error instanceof TooBusyError) return { kind: 'busy' };
    throw error;
  }
}

/** As addresses are stored and compared. */
export function normalEmail(typed: string): string {
  return typed.trim().toLowerCase();
}

type Entered = { readonly entered: true; readonly cookie: string } | { readonly entered: false };

async function enter(
  house: House,
  request: FastifyRequest,
  email: string,
  account: Account,
  renewed: string | undefined,
): Promise<Entered> {
  const session = newSession(house);
  const origin = originOf(request, { kind: 'person', id: account.personId });
  const entered = await house.database.write(async (tx) => {
    // Hashing took its time: the password may have been changed, or the person removed, meanwhile.
    const still = await findAccount(tx, email);
    if (still?.personId !== account.personId || still.passwordHash !== account.passwordHash) return false;
    if (renewed !== undefined) await replacePasswordHash(tx, account, renewed);
    await endPresented(house, tx, request);
    await storeSession(house, tx, session, account.personId, request);
    await record(house, tx, origin, { event: 'person.signed_in', subject: `person:${account.personId}` });
    return true;
  });
  return entered ? { entered, cookie: session.cookie } : { entered };
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
