import type { Writer } from '@gatehouse/database';
import { keyedHash, keyedHashes, sealedCookies } from '@gatehouse/service';
import type { FastifyRequest } from 'fastify';
import type { House } from '../house.ts';
import type { Tables } from '../schema/tables.ts';
import { insertFlow, takeFlow } from './flow-store.ts';

const cookieName = '__Host-gatehouse-provider';
const hashPurpose = 'provider flow';
/** Seconds: as long as somebody may take to sign in elsewhere. */
export const flowLifetime = 900;

/** What this browser was sent to a provider with. Another browser cannot finish it (login CSRF). */
export interface ProviderFlow {
  readonly providerId: number;
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

export function newFlow({ random }: Pick<House, 'random'>, providerId: number): ProviderFlow {
  const secret = () => Buffer.from(random.bytes(32)).toString('base64url');
  return { providerId, state: secret(), nonce: secret(), verifier: secret() };
}

export function rememberFlow(house: House, flow: ProviderFlow): string {
  return cookiesOf(house).seal(cookieName, JSON.stringify(flow), flowLifetime);
}

export function flowOf(house: House, request: Pick<FastifyRequest, 'headers'>): ProviderFlow | undefined {
  const text = cookiesOf(house).read(cookieName, request.headers.cookie);
  return text === undefined ? undefined : (JSON.parse(text) as ProviderFlow);
}

export function clearedFlow(house: House): string {
  return cookiesOf(house).clear(cookieName);
}

/**
 * Keeps the way back, sealed as the sign-in page had it. Not in the cookie: what an app asks for may be longer than the
 * four kilobytes that browsers keep (RFC 6265 section 6.1).
 */
export async function keepReturnTo(
  house: House,
  tx: Writer<Tables>,
  { state }: ProviderFlow,
  returnTo: string,
): Promise<void> {
  if (returnTo === '') return;
  await insertFlow(tx, {
    state_hash: keyedHash(house.keys, hashPurpose, state),
    return_to: returnTo,
    expires_at: house.clock.now() + flowLifetime * 1000,
  });
}

/** The way back, once; empty where there is none. */
export async function takeReturnTo(
  house: House,
  tx: Writer<Tables>,
  { state }: ProviderFlow,
): Promise<string> {
  return (await takeFlow(tx, keyedHashes(house.keys, hashPurpose, state))) ?? '';
}

function cookiesOf(house: House) {
  return sealedCookies(house.keys, house.clock, house.random);
}
