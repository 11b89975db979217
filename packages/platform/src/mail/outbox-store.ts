import type { Reader, Writer } from '@gatehouse/database';
import type { House } from '../house.ts';
import type { MailRow, Tables } from '../schema/tables.ts';

/** Longer than an attempt takes: a claim that is older belongs to a node that died. */
const lease = 120_000;
const firstPause = 30_000;
const longestPause = 3_600_000;
/** How long a mail is tried; then it is given up. */
const patience = 3 * 86_400_000;

/** Takes the next due mail for this node, and no other; those that were tried least come first. */
export async function claimMail(tx: Writer<Tables>, now: number): Promise<MailRow | undefined> {
  const due = await tx
    .selectFrom('mails')
    .selectAll()
    .where('delivered_at', 'is', null)
    .where('discarded_at', 'is', null)
    .where('next_attempt_at', '<=', now)
    .orderBy('next_attempt_at')
    .limit(1)
    .executeTakeFirst();
  if (due === undefined) return undefined;
  // The guard: of two nodes that saw the same row, one changes it and the other changes nothing.
  return await tx
    .updateTable('mails')
    .set({ attempts: due.attempts + 1, next_attempt_at: now + lease })
    .where('id', '=', due.id)
    .where('attempts', '=', due.attempts)
    .where('next_attempt_at', '=', due.next_attempt_at)
    .returningAll()
    .executeTakeFirst();
}

/** What a mail needed to be said is forgotten as soon as nobody will say it again: there may be a key in it. */
export async function settleMail(
  tx: Writer<Tables>,
  mail: Pick<MailRow, 'id' | 'attempts' | 'queued_at'>,
  outcome: { readonly fault: string | null; readonly final: boolean; readonly keeps: boolean },
  now: number,
): Promise<void> {
  const { fault } = outcome;
  const over = fault === null || outcome.final || now - mail.queued_at >= patience;
  await tx
    .updateTable('mails')
    .set({
      delivered_at: fault === null ? now : null,
      discarded_at: fault !== null && over ? now : null,
      next_attempt_at: now + Math.min(firstPause * 2 ** Math.min(mail.attempts - 1, 20), longestPause),
      last_error: fault,
      ...(over && !outcome.keeps ? { data_sealed: null } : {}),
    })
    .where('id', '=', mail.id)
    .where('attempts', '=', mail.attempts)
    .where('delivered_at', 'is', null)
    .execute();
}

/** Nothing became of the attempt, and nobody is to blame: due again at once. */
export async function releaseMail(
  tx: Writer<Tables>,
  mail: Pick<MailRow, 'id' | 'attempts'>,
  now: number,
): Promise<void> {
  await tx
    .updateTable('mails')
    .set({ attempts: mail.attempts - 1, next_attempt_at: now })
    .where('id', '=', mail.id)
    .where('attempts', '=', mail.attempts)
    .execute();
}

/** The newest mails, for the page that shows them where there is no mail server. */
export async function newestMails(tx: Reader<Tables>, limit: number): Promise<MailRow[]> {
  return await tx.selectFrom('mails').selectAll().orderBy('id', 'desc').limit(limit).execute();
}

/** Those of these addresses that got so many mails of these kinds since then. */
export async function oftenWrittenTo(
  tx: Reader<Tables>,
  asked: {
    readonly addresses: readonly string[];
    readonly kinds: readonly string[];
    readonly since: number;
    readonly most: number;
  },
): Promise<string[]> {
  if (asked.addresses.length === 0) return [];
  const rows = await tx
    .selectFrom('mails')
    .select('address')
    .where('address', 'in', asked.addresses)
    .where('queued_at', '>', asked.since)
    .where('kind', 'in', asked.kinds)
    .groupBy('address')
    .having((eb) => eb.fn.countAll(), '>=', asked.most)
    .execute();
  return rows.map(({ address }) => address);
}

const kept = 30 * 86_400_000;
const step = 500;

/** Removes mails of a month ago that are settled, oldest first, in small steps. Returns how many. */
export async function sweepMails({ database, clock }: Pick<House, 'database' | 'clock'>): Promise<number> {
  const before = clock.now() - kept;
  for (let total = 0; ; ) {
    const removed = await database.write((tx) =>
      tx
        .deleteFrom('mails')
        .where('id', 'in', (from) => from.selectFrom('mails').select('id').orderBy('id').limit(step))
        .where('queued_at', '<', before)
        .returning('id')
        .execute(),
    );
    total += removed.length;
    if (removed.length < step) return total;
  }
}
