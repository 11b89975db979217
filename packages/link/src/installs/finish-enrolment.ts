import { createHash, timingSafeEqual } from 'node:crypto';
import { verifyKeyedHash } from '@gatehouse/service';
import { InstallFinish, type InstallFinished, parse } from '@gatehouse/wire';
import type { FastifyRequest } from 'fastify';
import type { House } from '../house.ts';
import { LinkRefusal } from '../refusal.ts';
import type { EnrolmentRow } from '../schema/tables.ts';
import { addInstall } from './add-install.ts';
import { pollSeconds } from './begin-enrolment.ts';
import { findEnrolment, notePoll, useEnrolment } from './enrolment-store.ts';
import { hasRoom } from './install-store.ts';
import { claimProof, readProof } from './proof.ts';

export const enrolmentCodePurpose = 'enrolment code';

/** POST /v1/installs/finish. Key, verifier and code are those of the beginning, or nothing is used up. */
export async function finishEnrolment(house: House, request: FastifyRequest): Promise<InstallFinished> {
  const input = parse(InstallFinish, request.body);
  if (!input.ok) throw new LinkRefusal('invalid_request');
  const { enrolment_id: id, code_verifier, code } = input.value;
  const proof = await readProof(house, request);
  const enrolment = await house.database.read((tx) => findEnrolment(tx, id));
  if (enrolment === undefined || enrolment.jkt !== proof.jkt || !matches(enrolment, code_verifier))
    throw new LinkRefusal('invalid_grant');
  if (enrolment.expires_at <= house.clock.now()) throw new LinkRefusal('expired_token');
  if (enrolment.denied_at !== null) throw new LinkRefusal('access_denied');
  if (enrolment.redirect_uri === null) await waitForAnswer(house, enrolment);
  else if (!codeHolds(house, enrolment, code)) throw new LinkRefusal('invalid_grant');

  const finished = await house.database.write(async (tx) => {
    const { person_id: owner } = enrolment;
    if (owner === null) return undefined;
    // Two that were allowed at once, where one has room: the other is not used up.
    if (!(await hasRoom(tx, owner, house.settings.mostInstalls))) return 'full';
    if (!(await claimProof(tx, proof)) || !(await useEnrolment(tx, id, house.clock.now()))) return undefined;
    return await addInstall(house, tx, owner, enrolment);
  });
  if (finished === 'full') throw new LinkRefusal('too_many_installs');
  if (finished === undefined) throw new LinkRefusal('invalid_grant');
  return finished;
}

/** RFC 8628 section 3.5. */
async function waitForAnswer(house: House, { id, person_id }: EnrolmentRow): Promise<void> {
  if (person_id !== null) return;
  // A second of mercy: the caller's clock and the network are not ours.
  const interval = (pollSeconds - 1) * 1000;
  const inTime = await house.database.write((tx) => notePoll(tx, id, house.clock.now(), interval));
  throw new LinkRefusal(inTime ? 'authorization_pending' : 'slow_down');
}

function matches({ code_challenge }: EnrolmentRow, verifier: string): boolean {
  const challenge = createHash('sha256').update(verifier).digest('base64url');
  return timingSafeEqual(Buffer.from(challenge), Buffer.from(code_challenge));
}

function codeHolds({ keys }: House, { code_hash }: EnrolmentRow, code: string | undefined): boolean {
  return (
    code_hash !== null && code !== undefined && verifyKeyedHash(keys, enrolmentCodePurpose, code, code_hash)
  );
}
