import type { Reader, Writer } from '@gatehouse/database';
import { keyedHash, keyedHashes } from '@gatehouse/service';
import type { House } from '../house.ts';
import type { Tables } from '../schema/tables.ts';
import {
  type AliveLink,
  countLinks,
  findAliveLink,
  insertLink,
  type LinkPurpose,
} from './mailed-link-store.ts';

const hashPurpose = 'mailed link';
const hour = 3_600_000;
const lifetimes: Readonly<Record<LinkPurpose, number>> = {
  sign_up: 24 * hour,
  new_password: hour / 2,
  new_email: hour,
  // Nobody waits for it: who reads it did not ask for it.
  member_email: 7 * 24 * hour,
};
/** Strangers on many networks must not be able to fill a mailbox. All links of this span still work, so nobody is kept out. */
const span = hour / 2;
const mostInSpan = 3;

/**
 * A new link for an address, as the token that goes into the mail; undefined where enough went there lately. One is
 * made and stored whoever the address belongs to, so that the work tells nothing (check UI-16).
 */
export async function makeMailedLink(
  house: Pick<House, 'clock' | 'random' | 'keys'>,
  tx: Writer<Tables>,
  purpose: LinkPurpose,
  address: string,
  personId: number | null,
  companyId: number | null = null,
): Promise<string | undefined> {
  const now = house.clock.now();
  if ((await countLinks(tx, purpose, address, now - span)) >= mostInSpan) return undefined;
  const token = `ghl_${Buffer.from(house.random.bytes(32)).toString('base64url')}`;
  await insertLink(tx, {
    purpose,
    address,
    person_id: personId,
    company_id: companyId,
    token_hash: keyedHash(house.keys, hashPurpose, token),
    created_at: now,
    expires_at: now + lifetimes[purpose],
    used_at: null,
  });
  return token;
}

/** The link behind a token that somebody brings, if it is good for this. */
export async function openMailedLink(
  house: Pick<House, 'clock' | 'keys'>,
  tx: Reader<Tables>,
  purpose: LinkPurpose,
  token: string,
): Promise<AliveLink | undefined> {
  return await findAliveLink(tx, purpose, keyedHashes(house.keys, hashPurpose, token), house.clock.now());
}
