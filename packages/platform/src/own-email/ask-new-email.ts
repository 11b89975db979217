import type { FastifyRequest } from 'fastify';
import { record } from '../audit/audit.ts';
import { originOf } from '../audit/origin.ts';
import type { House } from '../house.ts';
import { sendMail } from '../mail/send-mail.ts';
import { makeMailedLink } from '../mailed-links/mailed-link.ts';
import type { PagePerson } from '../sign-in/person-store.ts';

/**
 * Writes to the address that somebody wants from now on. One that is taken gets a mail too, so that no answer tells
 * which addresses have an account (check UI-16).
 */
export async function askNewEmail(
  house: House,
  request: FastifyRequest,
  person: PagePerson,
  wanted: string,
): Promise<void> {
  const origin = originOf(request, { kind: 'person', id: person.id });
  await house.database.write(async (tx) => {
    const taken = await tx.selectFrom('people').select('id').where('email', '=', wanted).executeTakeFirst();
    const token = await makeMailedLink(house, tx, 'new_email', wanted, person.id);
    await record(house, tx, origin, { event: 'person.new_email_asked', subject: `person:${person.id}` });
    if (token === undefined) return;
    const { locale } = person;
    if (taken === undefined) {
      const data = { link: `${house.issuer}/email/${token}` };
      await sendMail(house, tx, { to: wanted, locale, kind: 'new_email.link', data });
    } else {
      const data = { link: `${house.issuer}/` };
      await sendMail(house, tx, { to: wanted, locale, kind: 'new_email.known', data });
    }
  });
}
