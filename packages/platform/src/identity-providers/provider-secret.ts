import { open, type SealContext, seal } from '@gatehouse/service';
import type { House } from '../house.ts';

/** Sealed for one provider: copied into another's row it does not open. */
export function sealSecret(
  house: Pick<House, 'keys' | 'random'>,
  providerId: number,
  secret: string,
): string {
  return seal(house.keys, house.random, contextOf(providerId), Buffer.from(secret));
}

export function openSecret(
  house: Pick<House, 'keys'>,
  providerId: number,
  sealed: string,
): string | undefined {
  const opened = open(house.keys, contextOf(providerId), sealed);
  return opened && Buffer.from(opened).toString();
}

function contextOf(providerId: number): SealContext {
  return { purpose: 'identity-provider-secret', associatedData: [String(providerId)] };
}
