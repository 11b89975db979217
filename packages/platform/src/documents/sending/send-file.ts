import type { Writer } from '@gatehouse/database';
import type { SendEmailBody } from '@gatehouse/wire';
import { type Origin, record } from '../../audit/audit.ts';
import type { House } from '../../house.ts';
import { wroteEnoughTo } from '../../mail/mail-allowance.ts';
import { sendMail } from '../../mail/send-mail.ts';
import { fieldErrors, type Place } from '../../rest/rest-call.ts';
import type { Tables } from '../../schema/tables.ts';
import { type Denial, denied, type Target } from '../changing/target.ts';
import { consoleLink } from '../console-link.ts';
import type { Viewer } from '../viewer.ts';
import { recipientsAmong } from './recipient-store.ts';

interface Sending extends Viewer {
  readonly tx: Writer<Tables>;
  readonly origin: Origin;
}

/**
 * Mails users of the company where a file lies. No mail says its name or holds a way around a sign-in: whether its
 * reader may see the file is asked when they open the link, and not of whoever sent it. Each gets a mail of their own,
 * so that nobody learns who else was written to.
 */
export async function sendFile(
  house: Pick<House, 'clock' | 'random' | 'keys' | 'issuer'>,
  sending: Sending,
  { item }: Target,
  wish: SendEmailBody,
): Promise<Denial | null> {
  const refused = denied(sending, item, 'send');
  if (refused !== null) return refused;
  const { tx, place, origin } = sending;
  const lists = ['distribution_ids', 'cc_distribution_ids', 'bcc_distribution_ids'] as const;
  const wanted = new Set(lists.flatMap((list) => wish[list] ?? []));
  if (wanted.size === 0) return fieldErrors({ distribution_ids: ["can't be blank"] });
  const recipients = await recipientsAmong(tx, place.companyId, [...wanted]);
  const known = new Set(recipients.map(({ id }) => id));
  const unknown = lists.filter((list) => wish[list]?.some((id) => !known.has(id)));
  if (unknown.length > 0)
    return fieldErrors(
      Object.fromEntries(unknown.map((list) => [list, ['are not all users of this company']])),
    );

  const enough = await wroteEnoughTo(
    house,
    tx,
    recipients.map(({ address }) => address),
    'file',
  );
  const tired = new Set(recipients.filter(({ address }) => enough.has(address)).map(({ id }) => id));
  const often = lists.filter((list) => wish[list]?.some((id) => tired.has(id)));
  if (often.length > 0)
    return fieldErrors(
      Object.fromEntries(
        often.map((list) => [list, ['were written to very often today: try again tomorrow']]),
      ),
    );

  const data = {
    ...(await namesOf(tx, place)),
    subject: wish.subject?.trim() || '…',
    words: wish.body?.trim() || '…',
    // Of the folder alone, in which the file is marked out by nothing: a name in a link would be a name in a mail.
    link: consoleLink(house, place, item.parent_id),
  };
  for (const { address: to, locale } of recipients)
    await sendMail(house, tx, { to, locale, kind: 'documents.sent', data });
  await record(house, tx, origin, {
    event: 'file.sent',
    companyId: place.companyId,
    subject: `file:${item.id}`,
    details: { projectId: place.projectId, people: [...known].join(' ') },
  });
  return null;
}

async function namesOf(tx: Writer<Tables>, { companyId, personId }: Place) {
  const { company, sender } = await tx
    .selectFrom('companies')
    .innerJoin('people', (join) => join.on('people.id', '=', personId))
    .select(['companies.name as company', 'people.name as sender'])
    .where('companies.id', '=', companyId)
    .executeTakeFirstOrThrow();
  return { company, sender };
}
