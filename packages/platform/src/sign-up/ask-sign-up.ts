import type { FastifyRequest } from 'fastify';
import { record } from '../audit/audit.ts';
import { originOf } from '../audit/origin.ts';
import type { House } from '../house.ts';
import { sendMail } from '../mail/send-mail.ts';
import { makeMailedLink } from '../mailed-links/mailed-link.ts';
import { localeOf } from '../pages/locale.ts';

/**
 * Writes to the address that somebody wants an account under. Whether it is known here only its reader learns: the
 * rest is one link, one mail and one audit row each (check UI-16). Until the link is opened there is no account, so
 * nobody can wait in one under an address that is not theirs.
 */
export async function askSignUp(
  house: House,
  request: FastifyRequest,
  email: string,
  query: string,
): Promise<void> {
  const origin = originOf(request, { kind: 'anonymous' });
  await house.database.write(async (tx) => {
    // Of any kind: contacts and service accounts keep their addresses too.
    const taken = await tx
      .selectFrom('people')
      .select(['id', 'locale'])
      .where('email', '=', email)
      .executeTakeFirst();
    const token = await makeMailedLink(house, tx, 'sign_up', email, taken?.id ?? null);
    if (taken === undefined) await record(house, tx, origin, { event: 'person.sign_up_asked' });
    else await record(house, tx, origin, { event: 'person.sign_up_refused', subject: `person:${taken.id}` });
    if (token === undefined) return;
    const locale = taken?.locale ?? localeOf(request);
    if (taken === undefined) {
      const link = `${house.issuer}/sign-up/${token}${query}`;
      await sendMail(house, tx, { to: email, locale, kind: 'sign_up.link', data: { link } });
    } else {
      const link = `${house.issuer}/sign-in${query}`;
      await sendMail(house, tx, { to: email, locale, kind: 'sign_up.known', data: { link } });
    }
  });
}
