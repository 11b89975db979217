import type { Writer } from '@gatehouse/database';
import { keyedHash, ulid } from '@gatehouse/service';
import type { InstallFinished } from '@gatehouse/wire';
import type { House } from '../house.ts';
import { note } from '../journal/journal.ts';
import type { InstallRow, Tables } from '../schema/tables.ts';
import { credentialPurpose } from './authenticate-install.ts';
import { findInstall, insertInstall } from './install-store.ts';
import { installView } from './install-view.ts';

/** Lets a machine in for a person; its credential is known here alone. */
export async function addInstall(
  { clock, random, keys }: House,
  tx: Writer<Tables>,
  personId: string,
  { name, platform, jkt }: Pick<InstallRow, 'name' | 'platform' | 'jkt'>,
): Promise<InstallFinished | undefined> {
  const id = ulid(clock, random);
  const credential = `gli_${id}_${Buffer.from(random.bytes(32)).toString('base64url')}`;
  const now = clock.now();
  await insertInstall(tx, {
    id,
    person_id: personId,
    name,
    platform,
    jkt,
    credential_hash: keyedHash(keys, credentialPurpose, credential),
    created_at: now,
    seen_at: now,
  });
  await note({ clock, random }, tx, { personId, event: 'install_enrolled', installId: id });
  const install = await findInstall(tx, id);
  return install && { install: installView(install), credential };
}
