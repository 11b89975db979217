import { isUniqueViolation, type Writer } from '@gatehouse/database';
import { type Origin, record } from '../audit/audit.ts';
import type { House } from '../house.ts';
import { wroteEnoughTo } from '../mail/mail-allowance.ts';
import { sendMail } from '../mail/send-mail.ts';
import { makeMailedLink, openMailedLink } from '../mailed-links/mailed-link.ts';
import { claimLink } from '../mailed-links/mailed-link-store.ts';
import { emailKey } from '../naming/email-key.ts';
import { keepMemberWords } from '../naming/member-words.ts';
import { shownEmail } from '../naming/person-name.ts';
import type { Tables } from '../schema/tables.ts';
import { ceaseAccountsOf } from '../service-accounts/cease.ts';
import { changeEmail } from './change-email.ts';
import { endEarlierReader } from './earlier-reader.ts';
import { leaveAddress } from './leave-address.ts';
import type { Writing } from './member.ts';
import { type FoundMember, findMember } from './member-store.ts';
import { isOwnPerson } from './own-person.ts';

type Means = Pick<House, 'clock' | 'random' | 'keys' | 'issuer'>;

/**
 * Writes to the address that a company has for one of its people from now on, and which becomes theirs once its reader
 * says so; of one who has not joined the directory shows it at once. One that is taken gets a mail too: no answer tells which addresses have an account. A service account reads
 * no mail; it ends by the wish alone (rule S4).
 */
export async function askNewAddress(
  house: Means,
  tx: Writer<Tables>,
  origin: Origin,
  companyId: number,
  writing: Writing,
  known: FoundMember,
  email: string,
): Promise<void> {
  const personId = known.person_id;
  if (known.kind === 'service_account')
    return await ceaseAccountsOf(house, tx, origin, personId, 'email_changed');
  const wanted = emailKey(email);
  const taken = await holderOf(tx, wanted);
  // Whoever reads a mistyped address must not get the account by it later on.
  const isPending = known.pending_since !== null;
  await withdrawAsked(tx, companyId, personId, { isPending, now: house.clock.now() });
  if (isPending) {
    await setNamedEmail(tx, companyId, personId, taken === personId ? null : wanted);
    await keepMemberWords(tx, personId);
  }
  if (taken === personId) return;
  await record(house, tx, origin, {
    event: 'member.new_address_asked',
    companyId,
    subject: `person:${personId}`,
  });
  await writeToNewAddress(house, tx, companyId, known, { address: wanted, inviter: writing.personName });
}

/** The mail by which whoever reads an address lets a company have it for one of its people. */
export async function writeToNewAddress(
  house: Means,
  tx: Writer<Tables>,
  companyId: number,
  { person_id: personId, locale }: Pick<FoundMember, 'person_id' | 'locale'>,
  { address, inviter }: { readonly address: string; readonly inviter: string },
): Promise<void> {
  if ((await wroteEnoughTo(house, tx, [address], 'invitation')).size > 0) return;
  const taken = (await holderOf(tx, address)) !== undefined;
  const token = await makeMailedLink(house, tx, 'member_email', address, personId, companyId);
  if (token === undefined) return;
  const link = taken ? `${house.issuer}/` : `${house.issuer}/new-address/${token}`;
  const kind = taken ? 'directory.address_known' : 'directory.new_address';
  const data = { company: await nameOf(tx, companyId), inviter, link };
  await sendMail(house, tx, { to: address, locale, kind, data });
}

export interface AskedAddress {
  readonly address: string;
  readonly company: string;
}

/** What a link asks of whoever opens it; undefined where it is dead. */
export async function askedAddress(house: House, token: string): Promise<AskedAddress | undefined> {
  return await house.database.read(async (tx) => {
    const link = await openMailedLink(house, tx, 'member_email', token);
    if (link?.company_id == null) return undefined;
    return { address: link.address, company: await nameOf(tx, link.company_id) };
  });
}

/** Whom a company reaches at another address from now on. */
export interface Moved {
  readonly companyId: number;
  readonly personId: number;
  readonly origin: Origin;
}

/**
 * Gives one of a company's people the address whose mail is read by whoever brings the token; undefined where the link
 * died, somebody took the address, or the account is not the company's to change any more. `then` is of the same unit.
 */
export async function takeNewAddress<Done>(
  house: House,
  token: string,
  originFor: (personId: number) => Origin,
  then: (tx: Writer<Tables>, moved: Moved) => Promise<Done>,
): Promise<Done | undefined> {
  return await house.database
    .write(async (tx) => {
      const link = await openMailedLink(house, tx, 'member_email', token);
      if (link?.company_id == null || link.person_id === null) return undefined;
      const { address, company_id: companyId, person_id: personId } = link;
      const known = await findMember(tx, companyId, null, personId);
      if (known === undefined || known.removed_at !== null) return undefined;
      if (!(await isOwnPerson(tx, companyId, personId)) || (await holderOf(tx, address)) !== undefined)
        return undefined;
      if (!(await claimLink(tx, 'member_email', link, house.clock.now()))) return undefined;
      await setNamedEmail(tx, companyId, personId, null);
      const origin = originFor(personId);
      await moveToAddress(house, tx, origin, companyId, known, address);
      return await then(tx, { companyId, personId, origin });
    })
    .catch((error: unknown) => {
      // Somebody else took the address in the same instant.
      if (!isUniqueViolation(error)) throw error;
      return undefined;
    });
}

/**
 * Another address is another reader of mail, who must not find the account as somebody else left it: the password,
 * the second factors, the sign-in at a provider, the sessions and the apps of the earlier reader end here. Otherwise
 * whoever prepared an account could wait in it for the person it is then given to.
 */
async function moveToAddress(
  house: Means,
  tx: Writer<Tables>,
  origin: Origin,
  companyId: number,
  known: FoundMember,
  address: string,
): Promise<void> {
  const personId = known.person_id;
  const { email: before } = await tx
    .selectFrom('people')
    .select('email')
    .where('id', '=', personId)
    .executeTakeFirstOrThrow();
  await changeEmail(house, tx, origin, companyId, personId, address);
  await tx
    .updateTable('people')
    .set({ password_hash: null, email_proven_at: null })
    .where('id', '=', personId)
    .execute();
  await endEarlierReader(house, tx, origin, personId);
  await tx.deleteFrom('identities').where('person_id', '=', personId).execute();
  await leaveAddress(house, tx, origin, personId, companyId);
  // A contact may have had no address: then there is nobody to tell.
  if (shownEmail(before) === null) return;
  await sendMail(house, tx, {
    to: before,
    locale: known.locale,
    kind: 'directory.email_changed',
    data: { company: await nameOf(tx, companyId) },
  });
}

async function setNamedEmail(
  tx: Writer<Tables>,
  companyId: number,
  personId: number,
  email: string | null,
): Promise<void> {
  await tx
    .updateTable('company_members')
    .set({ named_email: email })
    .where('company_id', '=', companyId)
    .where('person_id', '=', personId)
    .execute();
}

/** The link that a company had sent to another address is dead; of one who has not joined, the invitation too. */
export async function withdrawAsked(
  tx: Writer<Tables>,
  companyId: number,
  personId: number,
  { isPending, now }: { readonly isPending: boolean; readonly now: number },
): Promise<void> {
  await tx
    .updateTable('mailed_links')
    .set({ used_at: now })
    .where('purpose', '=', 'member_email')
    .where('company_id', '=', companyId)
    .where('person_id', '=', personId)
    .where('used_at', 'is', null)
    .execute();
  if (!isPending) return;
  await tx
    .updateTable('invitations')
    .set({ revoked_at: now })
    .where('company_id', '=', companyId)
    .where('person_id', '=', personId)
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null)
    .execute();
}

async function holderOf(tx: Writer<Tables>, address: string): Promise<number | undefined> {
  const row = await tx.selectFrom('people').select('id').where('email', '=', address).executeTakeFirst();
  return row?.id;
}

async function nameOf(tx: Pick<Writer<Tables>, 'selectFrom'>, companyId: number): Promise<string> {
  const { name } = await tx
    .selectFrom('companies')
    .select('name')
    .where('id', '=', companyId)
    .executeTakeFirstOrThrow();
  return name;
}
