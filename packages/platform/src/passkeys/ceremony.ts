import type { Writer } from '@gatehouse/database';
import { open, type SealContext, seal } from '@gatehouse/service';
import type { House } from '../house.ts';
import { claimProof } from '../proofs/used-proof-store.ts';
import type { Tables } from '../schema/tables.ts';

const lifetime = 10 * 60_000;

/** A challenge that was given out. It travels in the form, and no node remembers it before it is used. */
export interface Ceremony {
  readonly challenge: string;
  readonly expiresAt: number;
}

/** @param place what it is for and who may bring it back: the answer to one question is none to another */
export function beginCeremony(
  house: Pick<House, 'keys' | 'random' | 'clock'>,
  place: string,
): Ceremony & { readonly sealed: string } {
  const ceremony: Ceremony = {
    challenge: Buffer.from(house.random.bytes(32)).toString('base64url'),
    expiresAt: house.clock.now() + lifetime,
  };
  const text = Buffer.from(JSON.stringify(ceremony));
  return { ...ceremony, sealed: seal(house.keys, house.random, contextOf(place), text) };
}

/** Undefined for what was begun elsewhere, or more than ten minutes ago. */
export function openCeremony(
  { keys, clock }: Pick<House, 'keys' | 'clock'>,
  place: string,
  sealed: string,
): Ceremony | undefined {
  const opened = open(keys, contextOf(place), sealed);
  if (opened === undefined) return undefined;
  const ceremony = JSON.parse(Buffer.from(opened).toString()) as Ceremony;
  return clock.now() < ceremony.expiresAt ? ceremony : undefined;
}

/** Uses the challenge up, on every node: an answer that was overheard is worth nothing (Web Authentication 13.4.3). */
export async function claimCeremony(
  tx: Writer<Tables>,
  { challenge, expiresAt }: Ceremony,
): Promise<boolean> {
  return await claimProof(tx, { jkt: 'passkey', jti: challenge, expiresAt });
}

function contextOf(place: string): SealContext {
  return { purpose: 'passkey-ceremony', associatedData: [place] };
}
