import type { Reader } from '@gatehouse/database';
import type { FastifyRequest } from 'fastify';
import { record } from '../audit/audit.ts';
import { originOf } from '../audit/origin.ts';
import { endEarlierReader } from '../directory/earlier-reader.ts';
import type { House } from '../house.ts';
import { sendMail } from '../mail/send-mail.ts';
import { makeMailedLink, openMailedLink } from '../mailed-links/mailed-link.ts';
import { claimLink } from '../mailed-links/mailed-link-store.ts';
import { localeOf } from '../pages/locale.ts';
import type { Tables } from '../schema/tables.ts';
import { hashPassword } from '../sign-in/passwords.ts';
import { endSessionsOf } from '../sign-in/session-store.ts';

/**
 * Writes to an address whose password was forgotten. An address without one gets a mail too, so that no answer and
 * no delay tells which have an account (check UI-16).
 */
export async function askNewPassword(
  house: House,
  request: FastifyRequest,
  email: string,
  query: string,
): Promise<void> {
  const origin = originOf(request, { kind: 'anonymous' });
  await house.database.write(async (tx) => {
    const person = await findOwner(tx, email);
    const token = await makeMailedLink(house, tx, 'new_password', email, person?.id ?? null);
    await record(house, tx, origin, {
      event: 'person.new_password_asked',
      ...(person === undefined ? {} : { subject: `person:${person.id}` }),
    });
    if (token === undefined) return;
    const locale = person?.locale ?? localeOf(request);
    if (person === undefined) {
      const data = { link: `${house.issuer}/` };
      await sendMail(house, tx, { to: email, locale, kind: 'new_password.no_account', data });
    } else {
      const data = { link: `${house.issuer}/new-password/${token}${query}` };
      await sendMail(house, tx, { to: email, locale, kind: 'new_password.link', data });
    }
  });
}

/** The person whose password a link may replace, while the address it was sent to still is theirs. */
export async function findLinkOwner(house: House, tx: Reader<Tables>, token: string) {
  const link = await openMailedLink(house, tx, 'new_password', token);
  if (link === undefined) return undefined;
  const person = await findOwner(tx, link.address);
  return person === undefined || person.id !== link.person_id ? undefined : { link, person };
}

/** Replaces the password and ends every session; false if the link died meanwhile. It signs nobody in. */
export async function setNewPassword(
  house: House,
  request: FastifyRequest,
  token: string,
  password: string,
): Promise<boolean> {
  const passwordHash = await hashPassword(house.random, password);
  return await house.database.write(async (tx) => {
    const now = house.clock.now();
    const found = await findLinkOwner(house, tx, token);
    if (found === undefined || !(await claimLink(tx, 'new_password', found.link, now))) return false;
    const { person } = found;
    await tx
      .updateTable('people')
      .set({ password_hash: passwordHash, email_proven_at: now })
      .where('id', '=', person.id)
      .execute();
    const origin = originOf(request, { kind: 'person', id: person.id });
    // Until now it may have been somebody else's account under this address: what they let in goes with them.
    const ended =
      person.email_proven_at === null
        ? await endEarlierReader(house, tx, origin, person.id)
        : await endSessionsOf(tx, person.id, now);
    await record(house, tx, origin, {
      event: 'person.password_changed',
      subject: `person:${person.id}`,
      details: { by: 'mail', sessions_ended: ended },
    });
    const data = { link: `${house.issuer}/new-password` };
    const { email: to, locale } = person;
    await sendMail(house, tx, { to, locale, kind: 'new_password.done', data });
    return true;
  });
}

/** Only a password is replaced: who never had one is let in by an invitation, or not at all. */
async function findOwner(tx: Reader<Tables>, email: string) {
  return await tx
    .selectFrom('people')
    .select(['id', 'email', 'locale', 'first_name', 'last_name', 'email_proven_at'])
    .where('email', '=', email)
    .where('kind', '=', 'user')
    .where('deactivated_at', 'is', null)
    .where('password_hash', 'is not', null)
    .executeTakeFirst();
}
