import { verifyKeyedHash } from '@gatehouse/service';
import { InstallByKey, type InstallFinished, parse } from '@gatehouse/wire';
import type { FastifyRequest } from 'fastify';
import type { House } from '../house.ts';
import { LinkRefusal } from '../refusal.ts';
import { addInstall } from './add-install.ts';
import { hasRoom } from './install-store.ts';
import { claimProof, readProof } from './proof.ts';
import { shownName } from './shown-name.ts';
import { endSignInKey, findSignInKey } from './sign-in-key-store.ts';

export const signInKeyPurpose = 'sign-in key';

/** POST /v1/installs/enrol: a machine that nobody sits at, by a key of its person. Whoever errs uses nothing up. */
export async function enrolByKey(house: House, request: FastifyRequest): Promise<InstallFinished> {
  const input = parse(InstallByKey, request.body);
  if (!input.ok) throw new LinkRefusal('invalid_request');
  const { sign_in_key: text, name, platform } = input.value;
  const proof = await readProof(house, request);
  const [, id = ''] = text.split('_', 2);
  const key = await house.database.read((tx) => findSignInKey(tx, id));
  const holds =
    key !== undefined &&
    key.expires_at > house.clock.now() &&
    verifyKeyedHash(house.keys, signInKeyPurpose, text, key.key_hash);
  if (!holds) throw new LinkRefusal('invalid_grant');
  const { person_id: personId } = key;
  const finished = await house.database.write(async (tx) => {
    if (!(await hasRoom(tx, personId, house.settings.mostInstalls))) return 'full';
    if (!(await claimProof(tx, proof)) || !(await endSignInKey(tx, personId, id))) return undefined;
    return await addInstall(house, tx, personId, {
      name: shownName(name),
      platform: shownName(platform),
      jkt: proof.jkt,
    });
  });
  if (finished === 'full') throw new LinkRefusal('too_many_installs');
  if (finished === undefined) throw new LinkRefusal('invalid_grant');
  return finished;
}
