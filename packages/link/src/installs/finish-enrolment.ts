import { createHash, timingSafeEqual } from 'node:crypto';
import type { Writer } from '@gatehouse/database';
import { keyedHash, ulid, verifyKeyedHash } from '@gatehouse/service';
import { InstallFinish, type InstallFinished, parse } from '@gatehouse/wire';
import type { FastifyRequest } from 'fastify';
import type { House } from '../house.ts';
import { note } from '../journal/journal.ts';
import { LinkRefusal } from '../refusal.ts';
import type { EnrolmentRow, Tables } from '../schema/tables.ts';
import { credentialPurpose } from './authenticate-install.ts';
import { pollSeconds } from './begin-enrolment.ts';
import { findEnrolment, notePoll, useEnrolment } from './enrolment-store.ts';
import { findInstall, hasRoom, insertInstall } from './install-store.ts';
import { installView } from './install-view.ts';
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

  const { clock, random, keys } = house;
  const installId = ulid(clock, random);
  const credential = `gli_${installId}_${Buffer.from(random.bytes(32)).toString('base64url')}`;
  const credentialHash = keyedHash(keys, credentialPurpose, credential);
  const install = await house.database.write(async (tx) => {
    const { person_id: owner } = enrolment;
    // Two that were allowed at once, where one has room: the other is not used up.
    if (owner !== null && !(await hasRoom(tx, owner, house.settings.mostInstalls))) return 'full';
    if (!(await claimProof(tx, proof)) || !(await useEnrolment(tx, id, clock.now()))) return undefined;
    return await enrol(house, tx, enrolment, { installId, credentialHash });
  });
  if (install === 'full') throw new LinkRefusal('too_many_installs');
  if (install === undefined) throw new LinkRefusal('invalid_grant');
  return { install: installView(install), credential };
}

async function enrol(
  house: House,
  tx: Writer<Tables>,
  { jkt, name, platform, person_id }: EnrolmentRow,
  { installId, credentialHash }: { installId: string; credentialHash: string },
) {
  if (person_id === null) return undefined;
  const now = house.clock.now();
  await insertInstall(tx, {
    id: installId,
    person_id,
    name,
    platform,
    jkt,
    credential_hash: credentialHash,
    created_at: now,
    seen_at: now,
  });
  await note(house, tx, { personId: person_id, event: 'install_enrolled', installId });
  return await findInstall(tx, installId);
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
