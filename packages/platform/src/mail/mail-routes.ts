import type { FastifyReply, FastifyRequest } from 'fastify';
import type { House } from '../house.ts';
import { localeOf } from '../pages/locale.ts';
import { answerNotFound } from '../pages/not-found.ts';
import { sendPage } from '../pages/send-page.ts';
import type { Route } from '../route.ts';
import { letterOf } from './letter.ts';
import type { MailKind } from './mail.ts';
import { type MailPageModel, mailPage } from './mail-page.ts';
import { newestMails } from './outbox-store.ts';
import { type SaidLate, saidNow } from './said-now.ts';
import { openMail } from './send-mail.ts';

const mostShown = 50;

/** Where a newcomer reads the mails of the demo, which has no mail server. */
export function mailRoutes(house: House, late: SaidLate): Route[] {
  async function show(request: FastifyRequest, reply: FastifyReply) {
    if (!isOwnDemo(house, request)) return answerNotFound(request, reply);
    const rows = await house.database.read((tx) => newestMails(tx, mostShown));
    const mails: MailPageModel['mails'][number][] = [];
    for (const row of rows) {
      if (row.data_sealed === null) continue;
      const kind = row.kind as MailKind;
      const said = await saidNow(late, kind, openMail(house.keys, row));
      if (said === null) continue;
      mails.push({ to: row.address, queuedAt: row.queued_at, ...letterOf(row.locale, kind, said) });
    }
    return sendPage(reply, 200, mailPage({ locale: localeOf(request), mails }));
  }
  return [
    {
      method: 'GET',
      path: '/mail',
      audience: 'browser',
      right: {
        kind: 'public',
        because:
          'Only a demo without a mail server has the page, and only for the machine it runs on, where the mails lie as files.',
      },
      audit: [],
      summary: 'Mails of a demo, which has no mail server.',
      handler: show,
    },
  ];
}

/** The Host is compared, so that no name of somebody else's that leads to this machine is read from (DNS rebinding). */
export function isOwnDemo({ settings, issuer }: House, { ip, headers }: FastifyRequest): boolean {
  return (
    settings.demo &&
    settings.smtpUrl === undefined &&
    !settings.tlsTerminatedByProxy &&
    /^(?:::ffff:)?127\.|^::1$/.test(ip) &&
    headers.host === new URL(issuer).host &&
    headers['x-forwarded-for'] === undefined
  );
}
