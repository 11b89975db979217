import { verifyKeyedHash } from '@gatehouse/service';
import type { FastifyRequest } from 'fastify';
import type { House } from '../house.ts';
import { LinkRefusal } from '../refusal.ts';
import { findInstall, type LiveInstall, touchInstall } from './install-store.ts';
import { claimProof, readProof } from './proof.ts';

export const credentialPurpose = 'install credential';
const minute = 60_000;

/**
 * The install that calls: its credential under the scheme DPoP, and a proof of its key made for this very request. A
 * wrong caller uses nothing up; neither secret nor key alone opens anything.
 */
export async function authenticateInstall(house: House, request: FastifyRequest): Promise<LiveInstall> {
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
  const now = house.clock.now();
  const fresh = await house.database.write(async (tx) => {
    if (!(await claimProof(tx, proof))) return false;
    if (now - install.seenAt >= minute) await touchInstall(tx, id, now);
    return true;
  });
  if (!fresh) throw new LinkRefusal('invalid_dpop_proof');
  return install;
}
