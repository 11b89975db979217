import type { Writer } from '@gatehouse/database';
import type { FastifyRequest } from 'fastify';
import { record } from '../audit/audit.ts';
import { originOf } from '../audit/origin.ts';
import type { House } from '../house.ts';
import type { Tables, TotpSecretRow } from '../schema/tables.ts';
import { forgiveGuesses, takeGuess } from './guesses.ts';
import type { Method } from './methods.ts';
import { countRecoveryCodes } from './recovery-code-store.ts';
import { useRecoveryCode } from './recovery-codes.ts';
import { tellOfFactor } from './tell.ts';
import { matchingStep, openTotp } from './totp.ts';
import { acceptStep, findTotp } from './totp-store.ts';

export type CodeOutcome =
  | { readonly kind: 'right'; readonly methods: readonly Method[] }
  | { readonly kind: 'wrong' }
  | { readonly kind: 'slow_down'; readonly seconds: number };

export interface Shown {
  readonly personId: number;
  /** The browser, if the person has signed in with it, and not last before then. */
  knownDevice(since: number | undefined): string | undefined;
  readonly code: string;
}

/** A recovery code is a one-time password as well (RFC 8176 section 2). */
const byCode: readonly Method[] = ['otp', 'mfa'];

/** After so many wrong ones in a row the person is told that somebody tries. */
const tellAfter = 5;

/** Six digits are of the app, twelve are a recovery code; undefined for what is neither, and is not counted. */
export function readCode(typed: string): string | undefined {
  const digits = typed.replace(/[\s-]/g, '');
  return /^(?:\d{6}|\d{12})$/.test(digits) ? digits : undefined;
}

/**
 * Checks a code of a person, and uses it up. Runs inside a unit that returns the outcome, whatever it is: the count of
 * a wrong one has to stay.
 */
export async function checkCode(
  house: House,
  tx: Writer<Tables>,
  request: FastifyRequest,
  { personId, knownDevice, code }: Shown,
): Promise<CodeOutcome> {
  const totp = await findTotp(tx, personId);
  // A browser has a count of its own if it got past the factor. One from before there was any showed a password alone:
  // whoever has stolen that could have kept as many such browsers as they like, each with guesses of its own.
  const device = knownDevice(totp?.created_at) ?? '';
  const key = { person_id: personId, device };
  const guess = await takeGuess(house, tx, key);
  if (!guess.admitted) return { kind: 'slow_down', seconds: guess.seconds };
  const right =
    code.length === 6
      ? await isCodeOfApp(house, tx, totp, code)
      : await isRecoveryCode(house, tx, request, personId, code);
  if (right) {
    await forgiveGuesses(tx, key);
    return { kind: 'right', methods: byCode };
  }
  const origin = originOf(request, { kind: 'anonymous' });
  await record(house, tx, origin, { event: 'person.second_factor_failed', subject: `person:${personId}` });
  if (guess.number === tellAfter) await tellOfFactor(house, tx, personId, 'factor.guessed', {});
  return { kind: 'wrong' };
}

async function isCodeOfApp(
  house: House,
  tx: Writer<Tables>,
  totp: TotpSecretRow | undefined,
  code: string,
): Promise<boolean> {
  if (totp === undefined) return false;
  const { person_id: personId } = totp;
  const step = matchingStep(openTotp(house, personId, totp.secret_sealed), code, house.clock.now());
  return step !== undefined && (await acceptStep(tx, personId, step));
}

async function isRecoveryCode(
  house: House,
  tx: Writer<Tables>,
  request: FastifyRequest,
  personId: number,
  code: string,
): Promise<boolean> {
  if (!(await useRecoveryCode(house, tx, personId, code))) return false;
  const left = await countRecoveryCodes(tx, personId);
  const origin = originOf(request, { kind: 'person', id: personId });
  const subject = `person:${personId}`;
  await record(house, tx, origin, { event: 'person.recovery_code_used', subject, details: { left } });
  await tellOfFactor(house, tx, personId, 'factor.recovery_code_used', { left: String(left) });
  return true;
}
