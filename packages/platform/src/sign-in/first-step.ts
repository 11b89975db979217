import { createHash } from 'node:crypto';
import { sealedCookies } from '@gatehouse/service';
import type { FastifyRequest } from 'fastify';
import type { House } from '../house.ts';
import type { Method } from '../second-factors/methods.ts';
import type { User } from './person-store.ts';

const cookieName = '__Host-gatehouse-first-step';
/** Seconds: long enough to find the phone. */
const lifetime = 600;

/** Who signed in here a moment ago, by a password or at their company's provider. It opens nothing but the page that asks for the second factor. */
export interface FirstStep {
  readonly personId: number;
  /** Digest of the stored hash, or of none: where it was changed meanwhile, this proves nothing. */
  readonly password: string;
  readonly methods: readonly Method[];
}

type Holder = Pick<User, 'personId' | 'passwordHash'>;

/** The `Set-Cookie` value that remembers what was shown until the second factor is. */
export function rememberFirstStep(
  house: House,
  { personId, passwordHash }: Holder,
  methods: readonly Method[],
): string {
  const step: FirstStep = { personId, password: digestOf(passwordHash), methods };
  return cookiesOf(house).seal(cookieName, JSON.stringify(step), lifetime);
}

export function firstStepOf(house: House, request: Pick<FastifyRequest, 'headers'>): FirstStep | undefined {
  const text = cookiesOf(house).read(cookieName, request.headers.cookie);
  return text === undefined ? undefined : (JSON.parse(text) as FirstStep);
}

/** Whether the person may still sign in, and the password is as it was. */
export function stillStands({ personId, password }: FirstStep, holder: Holder | undefined): boolean {
  return holder?.personId === personId && digestOf(holder.passwordHash) === password;
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
