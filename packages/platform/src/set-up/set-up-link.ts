import type { Writer } from '@gatehouse/database';
import { keyedHash, keyedHashes } from '@gatehouse/service';
import { record } from '../audit/audit.ts';
import type { House } from '../house.ts';
import type { Tables } from '../schema/tables.ts';
import { anybodyIsHere } from '../sign-in/sign-up-offer.ts';

const purpose = 'set-up link';
/** There is one link at most; a new one takes the place of the old. */
const linkId = 1;

/**
 * A new one-time link for the first administrator, as a URL to print; earlier unused ones die. Undefined once there
 * is a person: from then on people are made by people.
 */
export async function createSetUpLink(house: House): Promise<string | undefined> {
  const token = Buffer.from(house.random.bytes(32)).toString('base64url');
  const row = {
    id: linkId,
    token_hash: keyedHash(house.keys, purpose, token),
    created_at: house.clock.now(),
    used_at: null,
  };
  const made = await house.database.write(async (tx) => {
    if (await anybodyIsHere(tx)) return false;
    await tx.deleteFrom('set_up_links').execute();
    await tx.insertInto('set_up_links').values(row).execute();
    const origin = { requestId: 'start', address: '', actor: { kind: 'system' }, clientId: null } as const;
    await record(house, tx, origin, { event: 'set_up_link.created' });
    return true;
  });
  return made ? `${house.issuer}/set-up?token=${token}` : undefined;
}

export async function setUpLinkIsAlive(house: House, token: string): Promise<boolean> {
  return await house.database.read(async (tx) => {
    const link = await tx
      .selectFrom('set_up_links')
      .select('id')
      .where('token_hash', 'in', keyedHashes(house.keys, purpose, token))
      .where('used_at', 'is', null)
      .executeTakeFirst();
    return link !== undefined && !(await anybodyIsHere(tx));
  });
}

/** Uses the link up. Of several that try, one gets true: the claim and the look for people are in one unit. */
export async function claimSetUpLink(house: House, tx: Writer<Tables>, token: string): Promise<boolean> {
  const claimed = await tx
    .updateTable('set_up_links')
    .set({ used_at: house.clock.now() })
    .where('token_hash', 'in', keyedHashes(house.keys, purpose, token))
    .where('used_at', 'is', null)
    .returning('id')
    .execute();
  return claimed.length === 1 && !(await anybodyIsHere(tx));
}
