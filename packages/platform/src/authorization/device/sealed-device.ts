import { open, type SealContext, seal } from '@gatehouse/service';
import type { House } from '../../house.ts';

/** Which device a form decides about: for the session that typed its code, and for no other. */
export function sealDevice(house: Pick<House, 'keys' | 'random'>, sessionIdHash: string, id: string): string {
  return seal(house.keys, house.random, contextOf(sessionIdHash), Buffer.from(id));
}

export function openDevice(
  house: Pick<House, 'keys'>,
  sessionIdHash: string,
  sealed: string,
): string | undefined {
  const opened = open(house.keys, contextOf(sessionIdHash), sealed);
  return opened === undefined ? undefined : Buffer.from(opened).toString();
}

function contextOf(sessionIdHash: string): SealContext {
  return { purpose: 'device-request', associatedData: [sessionIdHash] };
}
