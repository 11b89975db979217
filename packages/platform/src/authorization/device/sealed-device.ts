import { open, type SealContext, seal } from '@gatehouse/service';
import type { House } from '../../house.ts';

/** What a form decides about: a device, and the person's companies that the page names. */
export interface ShownDevice {
  readonly id: string;
  readonly companies: readonly number[];
}

/** For the session that typed the device's code, and for no other. */
export function sealDevice(
  house: Pick<House, 'keys' | 'random'>,
  sessionIdHash: string,
  { id, companies }: ShownDevice,
): string {
  const text = [id, ...companies].join(' ');
  return seal(house.keys, house.random, contextOf(sessionIdHash), Buffer.from(text));
}

export function openDevice(
  house: Pick<House, 'keys'>,
  sessionIdHash: string,
  sealed: string,
): ShownDevice | undefined {
  const opened = open(house.keys, contextOf(sessionIdHash), sealed);
  if (opened === undefined) return undefined;
  const [id = '', ...companies] = Buffer.from(opened).toString().split(' ');
  return { id, companies: companies.map(Number) };
}

function contextOf(sessionIdHash: string): SealContext {
  return { purpose: 'device-request', associatedData: [sessionIdHash] };
}
