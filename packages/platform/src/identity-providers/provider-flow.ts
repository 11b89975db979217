import { sealedCookies } from '@gatehouse/service';
import type { FastifyRequest } from 'fastify';
import type { House } from '../house.ts';

const cookieName = '__Host-gatehouse-provider';
/** Seconds: as long as somebody may take to sign in elsewhere. */
export const flowLifetime = 900;

/** What this browser was sent to a provider with. Another browser cannot finish it (login CSRF). */
export interface ProviderFlow {
  readonly providerId: number;
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  /** Sealed, as the sign-in page had it. */
  readonly returnTo: string;
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

function cookiesOf(house: House) {
  return sealedCookies(house.keys, house.clock, house.random);
}
