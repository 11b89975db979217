import type { Writer } from '@gatehouse/database';
import { verifyKeyedHash } from '@gatehouse/service';
import type { FastifyRequest } from 'fastify';
import type { House } from '../house.ts';
import { LinkRefusal } from '../refusal.ts';
import type { Tables } from '../schema/tables.ts';
import { findInstall, type LiveInstall, touchInstall } from './install-store.ts';
import { claimProof, type Proven, readProof } from './proof.ts';

export const credentialPurpose = 'install credential';
const minute = 60_000;

/** An install that has shown who it is, and the proof by which it did, not used up yet. */
export interface Identified {
  readonly install: LiveInstall;
  readonly proof: Proven;
}

/**
 * The install that calls: its credential under the scheme DPoP, and a proof of its key made for this very request. A
 * wrong caller uses nothing up; neither secret nor key alone opens anything.
 */
export async function authenticateInstall(house: House, request: FastifyRequest): Promise<LiveInstall> {
  const identified = await identifyInstall(house, request);
  await useProof(house, identified);
  return identified.install;
}

/** The same for a call that uses the proof up in the unit of what it does, by `claimCall`, or before by `useProof`. */
export async function identifyInstall(house: House, request: FastifyRequest): Promise<Identified> {
  const [, credential = ''] = /^DPoP (gli_\S{1,200})$/i.exec(request.headers.authorization ?? '') ?? [];
  const [, id = ''] = /^gli_([0-9a-z]{26})_/.exec(credential) ?? [];
  if (id === '') throw new LinkRefusal('invalid_token');
  const install = await house.database.read((tx) => findInstall(tx, id));
  const known =
    install !== undefined &&
    verifyKeyedHash(house.keys, credentialPurpose, credential, install.credentialHash);
  if (!known) throw new LinkRefusal('invalid_token');
  const proof = await readProof(house, request, credential);
  if (proof.jkt !== install.jkt) throw new LinkRefusal('invalid_dpop_proof');
  return { install, proof };
}

/** @throws LinkRefusal for a proof that was used before. */
export async function useProof(house: House, identified: Identified): Promise<void> {
  if (!(await house.database.write((tx) => claimCall(house, tx, identified))))
    throw new LinkRefusal('invalid_dpop_proof');
}

/** Uses the proof of a call up, and notes that the install is there; false where it was used before. */
export async function claimCall(
  { clock }: Pick<House, 'clock'>,
  tx: Writer<Tables>,
  { install, proof }: Identified,
): Promise<boolean> {
  if (!(await claimProof(tx, proof))) return false;
  const now = clock.now();
  if (now - install.seenAt >= minute) await touchInstall(tx, install.id, now);
  return true;
}
