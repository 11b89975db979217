import { createHash } from 'node:crypto';
import type { Reader } from '@gatehouse/database';
import { sealedCookies } from '@gatehouse/service';
import type { FastifyRequest } from 'fastify';
import type { House } from '../house.ts';
import { bindingOf, isSpokenFor } from '../only-way-in/binding.ts';
import type { Tables } from '../schema/tables.ts';
import type { Method } from '../second-factors/methods.ts';
import { findUser, type User } from './person-store.ts';
import type { Proof } from './session.ts';

const cookieName = '__Host-gatehouse-first-step';
/** Seconds: long enough to find the phone. */
const lifetime = 600;

/** Who signed in here a moment ago, by a password or at their company's provider. It opens nothing but the page that asks for the second factor. */
export interface FirstStep {
  readonly personId: number;
  /** Digest of the stored hash, or of none: where it was changed meanwhile, this proves nothing. */
  readonly password: string;
  readonly methods: readonly Method[];
  /** The provider that let them in so far, by its word or by one of its way-out codes; null where none did. */
  readonly providerId: number | null;
}

type Holder = Pick<User, 'personId' | 'passwordHash'>;

/** The `Set-Cookie` value that remembers what was shown until the second factor is. */
export function rememberFirstStep(
  house: House,
  { personId, passwordHash }: Holder,
  { methods, providerId = null }: Omit<Proof, 'at'>,
): string {
  const step: FirstStep = { personId, password: digestOf(passwordHash), methods, providerId };
  return cookiesOf(house).seal(cookieName, JSON.stringify(step), lifetime);
}

export function firstStepOf(house: House, request: Pick<FastifyRequest, 'headers'>): FirstStep | undefined {
  const text = cookiesOf(house).read(cookieName, request.headers.cookie);
  return text === undefined ? undefined : (JSON.parse(text) as FirstStep);
}

/**
 * Whether what was shown still lets them in: they may sign in, the password is as it was, the provider that spoke for
 * them does so still, and none has become their only way in meanwhile.
 */
export async function stillStands(house: House, tx: Reader<Tables>, step: FirstStep): Promise<boolean> {
  const { personId, password, methods, providerId } = step;
  const holder = await findUser(tx, personId);
  if (holder === undefined || digestOf(holder.passwordHash) !== password) return false;
  if (methods.includes('fed') && !(await isSpokenFor(house, tx, personId, providerId))) return false;
  const binding = await bindingOf(house, tx, personId);
  return binding === undefined || binding.providerId === providerId;
}

export function clearedFirstStep(house: House): string {
  return cookiesOf(house).clear(cookieName);
}

function cookiesOf(house: House) {
  return sealedCookies(house.keys, house.clock, house.random);
}

function digestOf(passwordHash: string | null): string {
  return createHash('sha256')
    .update(passwordHash ?? '')
    .digest('base64url');
}
