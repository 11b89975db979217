import { nextAttempt } from '../../events/backoff.ts';
import type { House } from '../../house.ts';
import type { Happened } from '../../mail/mail.ts';
import { sendMail } from '../../mail/send-mail.ts';
import type { Locale } from '../../pages/messages/messages.ts';
import { recipientsAmong } from '../sending/recipient-store.ts';
import { spendMail } from './allowance-store.ts';
import { listNews, type PlaceWithNews, placesWithNews, putOffNews, takeNews } from './news-store.ts';
import { tellHeld } from './tell-held.ts';
import { toldTo, viewerNow } from './told-now.ts';
import { trackersOf } from './tracker-store.ts';
import { wantedOf } from './wanted.ts';

/** People work in bursts: a mail waits until nothing more has happened for this long … */
const quiet = 5 * 60_000;
/** … but no longer than this after the first of it. */
const longest = 60 * 60_000;
/** Of what happens in one burst, the newest are looked at. */
const looked = 200;
/** Lines of one mail; of the others it says how many they are. */
const lines = 30;

/** Mails those who track folders or files what happened there: one mail a place and burst, however much it was. */
export async function tellTrackers(house: House): Promise<number> {
  const now = house.clock.now();
  const due = await house.database.read((tx) =>
    placesWithNews(tx, { now, quietSince: now - quiet, longAgo: now - longest }),
  );
  for (const place of due)
    await tellOf(house, place).catch(async (error: unknown) => {
      house.logger.error({ err: error, place }, 'trackers could not be told');
      await putOff(house, place);
    });
  await tellHeld(house);
  return due.length;
}

/** A place that fails waits longer each time, and in the end is told of no more: what was to tell is old by then. */
async function putOff({ database, clock, logger }: House, place: PlaceWithNews): Promise<void> {
  const { companyId, since } = place;
  const now = clock.now();
  const failures = place.failures + 1;
  const retryAt = nextAttempt(failures, since, now);
  await database.write(async (tx) => {
    if (retryAt === undefined) await takeNews(tx, companyId, place);
    else await putOffNews(tx, companyId, place, { failures, retryAt });
  });
  if (retryAt === undefined) logger.error({ place }, 'trackers are never told: given up');
}

interface ToTell {
  readonly to: string;
  readonly locale: Locale | null;
  readonly personId: number;
  readonly happened: readonly Happened[];
  readonly more: number;
}

/**
 * Read first, of each person in a snapshot of its own, however many they are; then the news are taken and the mails
 * written in one unit.
 */
async function tellOf(house: House, place: PlaceWithNews): Promise<void> {
  const { companyId, projectId } = place;
  const { news, ofPerson, recipients } = await house.database.read(async (tx) => {
    const found = await listNews(tx, companyId, place, looked);
    const trackers = await trackersOf(tx, companyId, [...new Set(found.flatMap((each) => each.tracked))]);
    const byPerson = Map.groupBy(trackers, ({ personId }) => personId);
    const people = await recipientsAmong(tx, companyId, [...byPerson.keys()]);
    return { news: found, ofPerson: byPerson, recipients: people };
  });
  const letters: ToTell[] = [];
  for (const { id, address, locale } of recipients) {
    const since = new Map(ofPerson.get(id)?.map((each) => [each.documentId, each.since]));
    const happened = wantedOf(news, id, since);
    if (happened.length === 0) continue;
    const seen = await house.database.read(async (tx) => {
      const viewer = await viewerNow(house, tx, { companyId, projectId, personId: id });
      const told = viewer === null ? [] : await toldTo(tx, viewer, happened);
      return new Set(told.map(({ documentId }) => documentId));
    });
    const told = happened.filter(({ documentId }) => seen.has(documentId)).slice(-lines);
    const more = seen.size - told.length;
    if (told.length > 0) letters.push({ to: address, locale, personId: id, happened: told, more });
  }
  await house.database.write(async (tx) => {
    if (!(await takeNews(tx, companyId, place))) return;
    for (const { to, locale, ...data } of letters) {
      const { personId, happened, more } = data;
      const spent = await spendMail(tx, companyId, personId, {
        things: happened.length + more,
        now: house.clock.now(),
      });
      if (!spent.sends) continue;
      await sendMail(house, tx, {
        to,
        locale,
        kind: 'documents.tracked',
        data: { companyId, projectId, ...data, more: more + spent.heldBefore, last: spent.last },
      });
    }
  });
}
