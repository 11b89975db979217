import { createHash } from 'node:crypto';
import { sealedCookies } from '@gatehouse/service';
import type { FastifyRequest } from 'fastify';
import type { House } from '../house.ts';
import type { Account } from './person-store.ts';

const cookieName = '__Host-gatehouse-first-step';
/** Seconds: long enough to find the phone. */
const lifetime = 600;

/** Whose password was right in this browser a moment ago. It opens nothing but the page that asks for the second factor. */
export interface FirstStep {
  readonly personId: number;
  /** Digest of the stored hash: a password that was changed meanwhile proves nothing. */
  readonly password: string;
}

/** The `Set-Cookie` value that remembers a right password until the second factor is shown. */
export function rememberFirstStep(house: House, { personId, passwordHash }: Account): string {
  const step: FirstStep = { personId, password: digestOf(passwordHash) };
  return cookiesOf(house).seal(cookieName, JSON.stringify(step), lifetime);
}

export function firstStepOf(house: House, request: Pick<FastifyRequest, 'headers'>): FirstStep | undefined {
  const text = cookiesOf(house).read(cookieName, request.headers.cookie);
  return text === undefined ? undefined : (JSON.parse(text) as FirstStep);
}

/** Whether the account still is as it was when the password was right. */
export function stillStands({ personId, password }: FirstStep, account: Account | undefined): boolean {
  return account?.personId === personId && digestOf(account.passwordHash) === password;
}

export function clearedFirstStep(house: House): string {
  return cookiesOf(house).clear(cookieName);
}

function cookiesOf(house: House) {
  return sealedCookies(house.keys, house.clock, house.random);
}

function digestOf(passwordHash: string): string {
  return createHash('sha256').update(passwordHash).digest('base64url');
}
