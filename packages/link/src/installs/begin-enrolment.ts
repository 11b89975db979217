import { keyedHash, ulid } from '@gatehouse/service';
import { InstallBegin, type InstallBegun, parse } from '@gatehouse/wire';
import type { FastifyRequest } from 'fastify';
import type { House } from '../house.ts';
import { LinkRefusal } from '../refusal.ts';
import { insertEnrolment } from './enrolment-store.ts';
import { claimProof, readProof } from './proof.ts';
import { shownName } from './shown-name.ts';
import { newUserCode } from './user-code.ts';

export const userCodePurpose = 'user code';
export const pollSeconds = 5;
const life = 600;

/** Beginnings that one address, or network of IPv6, may make: each is a row of a stranger's for a day. */
export const beginning = { most: 60, window: 600_000 };

/** POST /v1/installs/begin: remembers the key, and where the answer goes. */
export async function beginEnrolment(house: House, request: FastifyRequest): Promise<InstallBegun> {
  const input = parse(InstallBegin, request.body);
  if (!input.ok) throw new LinkRefusal('invalid_request');
  const { name, platform, code_challenge, redirect_uri, state } = input.value;
  // The pattern lets ports pass that there are none of.
  if (redirect_uri !== undefined && !URL.canParse(redirect_uri)) throw new LinkRefusal('invalid_request');
  const proof = await readProof(house, request);
  const { clock, random, keys, origin } = house;
  const id = ulid(clock, random);
  const userCode = redirect_uri === undefined ? newUserCode(random) : undefined;
  const fresh = await house.database.write(async (tx) => {
    if (!(await claimProof(tx, proof))) return false;
    await insertEnrolment(tx, {
      id,
      jkt: proof.jkt,
      name: shownName(name),
      platform: shownName(platform),
      code_challenge,
      redirect_uri: redirect_uri ?? null,
      state: state ?? null,
      user_code_hash: userCode === undefined ? null : keyedHash(keys, userCodePurpose, userCode),
      expires_at: clock.now() + life * 1000,
    });
    return true;
  });
  if (!fresh) throw new LinkRefusal('invalid_dpop_proof');
  const begun = { enrolment_id: id, expires_in: life };
  if (userCode === undefined) return { ...begun, browser_url: `${origin}/enrol/${id}` };
  const uri = `${origin}/device`;
  return {
    ...begun,
    user_code: userCode,
    verification_uri: uri,
    verification_uri_complete: `${uri}?code=${userCode}`,
    interval: pollSeconds,
  };
}
