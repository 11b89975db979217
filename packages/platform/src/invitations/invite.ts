import type { Writer } from '@gatehouse/database';
import { keyedHash, keyedHashes } from '@gatehouse/service';
import { type Origin, record } from '../audit/audit.ts';
import { findMember } from '../directory/member-store.ts';
import { type Moved, writeToNewAddress } from '../directory/new-address.ts';
import type { House } from '../house.ts';
import { wroteEnoughTo } from '../mail/mail-allowance.ts';
import { sendMail } from '../mail/send-mail.ts';
import { shownEmail } from '../naming/person-name.ts';
import type { Tables } from '../schema/tables.ts';
import { forgetInvitations, revokeInvitations } from './invitation-store.ts';

type Means = Pick<House, 'clock' | 'random' | 'keys' | 'issuer'>;

const purpose = 'invitation';
const days = 7;

export type Invited = 'sent' | 'absent' | 'no_address' | 'often';

/**
 * Writes somebody of the company a mail by which they join it, once, and choose a password if they have none. Any
 * earlier link is dead. Who has a password joins signed in by it: a company cannot give anybody a second way into an
 * account. Who is in already is told so, and nothing else. Who was named under another address since confirms that first.
 */
export async function invite(
  house: Means,
  tx: Writer<Tables>,
  origin: Origin,
  companyId: number,
  personId: number,
  inviterId: number,
): Promise<Invited> {
  const member = await findMember(tx, companyId, null, personId);
  if (member === undefined || member.removed_at !== null || member.kind === 'service_account')
    return 'absent';
  if (shownEmail(member.email) === null) return 'no_address';
  if ((await wroteEnoughTo(house, tx, [member.email], 'invitation')).size > 0) return 'often';
  const now = house.clock.now();
  const { company, inviter, hash, pending, named } = await tx
    .selectFrom('companies')
    .innerJoin('people as inviter', (join) => join.on('inviter.id', '=', inviterId))
    .innerJoin('people as invited', (join) => join.on('invited.id', '=', personId))
    .innerJoin('company_members as m', (join) =>
      join.onRef('m.company_id', '=', 'companies.id').onRef('m.person_id', '=', 'invited.id'),
    )
    .select(['companies.name as company', 'inviter.name as inviter', 'invited.password_hash as hash'])
    .select(['m.pending_since as pending', 'm.named_email as named'])
    .where('companies.id', '=', companyId)
    .executeTakeFirstOrThrow();
  await revokeInvitations(tx, companyId, personId, now);
  const { email: to, locale } = member;
  if (named !== null && pending !== null) {
    // The account is not theirs who read this address, before they say that it is.
    await writeToNewAddress(house, tx, companyId, member, { address: named, inviter });
  } else if (hash !== null && pending === null) {
    const data = { company, inviter, link: `${house.issuer}/` };
    await sendMail(house, tx, { to, locale, kind: 'directory.added', data });
  } else {
    const token = `ghi_${Buffer.from(house.random.bytes(32)).toString('base64url')}`;
    await forgetInvitations(tx, companyId, personId);
    await tx
      .insertInto('invitations')
      .values({
        company_id: companyId,
        person_id: personId,
        token_hash: keyedHash(house.keys, purpose, token),
        created_by: inviterId,
        created_at: now,
        expires_at: now + days * 86_400_000,
        accepted_at: null,
        revoked_at: null,
      })
      .execute();
    const data = { company, inviter, link: `${house.issuer}/invitation/${token}`, days: String(days) };
    const kind = hash === null ? 'directory.invitation' : 'directory.joining';
    await sendMail(house, tx, { to, locale, kind, data });
  }
  await tx
    .updateTable('company_members')
    .set({ welcomed_at: now })
    .where('company_id', '=', companyId)
    .where('person_id', '=', personId)
    .execute();
  await record(house, tx, origin, { event: 'invitation.sent', companyId, subject: `person:${personId}` });
  return 'sent';
}

/**
 * Whoever was asked to join, and is reached at another address now, is asked there: the earlier link lay at the old one.
 * False for whom nobody has asked.
 */
export async function inviteAgain(
  house: Means,
  tx: Writer<Tables>,
  { companyId, personId, origin }: Moved,
): Promise<boolean> {
  const earlier = await tx
    .selectFrom('invitations')
    .select('created_by')
    .where('company_id', '=', companyId)
    .where('person_id', '=', personId)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (earlier === undefined) return false;
  return (await invite(house, tx, origin, companyId, personId, earlier.created_by)) === 'sent';
}

/** What a token may be stored under: its hash by every key that is still on the ring. */
export function invitationHashes(house: Pick<House, 'keys'>, token: string): readonly string[] {
  return keyedHashes(house.keys, purpose, token);
}
