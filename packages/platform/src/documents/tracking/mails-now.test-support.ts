import type { MailServer } from '../../mail/mail-server.test-support.ts';
import { postOffice } from '../../mail/post-office.ts';
import type { Site } from '../testing/site.ts';
import { tellTrackers } from './tell-trackers.ts';
import { heldLetter, trackedLetter } from './tracked-letter.ts';

export const minute = 60_000;

/** Time passes in which nothing happens; the mails that then arrived, by whom they went to. */
export async function mailsNow(site: Site, server: MailServer, minutes = 6): Promise<Record<string, string>> {
  const { house, clock } = site.platform;
  server.forget();
  clock.advance(minutes * minute);
  await tellTrackers(house);
  const office = postOffice(house, {
    'documents.tracked': (data) => trackedLetter(house, data),
    'documents.tracked_more': (data) => heldLetter(house, data),
  });
  await office.round();
  await office.stop();
  await server.until(async () => ((await waiting(site)) === 0 ? true : undefined));
  return Object.fromEntries(server.received.map(({ to, message }) => [to[0]?.split('@')[0] ?? '', message]));
}

/** Mails that were not yet tried. */
async function waiting({ platform }: Site): Promise<number> {
  return await platform.house.database.read(async (tx) => {
    const mails = await tx
      .selectFrom('mails')
      .select('id')
      .where('delivered_at', 'is', null)
      .where('discarded_at', 'is', null)
      .execute();
    return mails.length;
  });
}

/** What happened, line by line. */
export function linesOf(server: MailServer, mail: string | undefined): readonly string[] {
  return mail === undefined ? [] : (server.decoded(mail).match(/(?<=• ).+/g) ?? []);
}
