import type { Reader, Writer } from '@gatehouse/database';
import type { Tables } from '../../schema/tables.ts';

const day = 86_400_000;
/** Mails of one company that somebody gets in a day: one for each burst, as far as bursts are worth one. */
const mostInDay = 20;

export interface Spent {
  readonly sends: boolean;
  /** The last of the day. */
  readonly last: boolean;
  /** What happened when the day before had no mail left. */
  readonly heldBefore: number;
}

/** Takes a mail of somebody's day for so many things; where none is left, they are counted for the day's end. */
export async function spendMail(
  tx: Writer<Tables>,
  companyId: number,
  personId: number,
  { things, now }: { readonly things: number; readonly now: number },
): Promise<Spent> {
  const known = await tx
    .selectFrom('tracking_allowances')
    .select(['began_at', 'sent', 'held'])
    .where('company_id', '=', companyId)
    .where('person_id', '=', personId)
    .executeTakeFirst();
  const isOver = known === undefined || known.began_at <= now - day;
  const [beganAt, sent, held] = isOver ? [now, 0, 0] : [known.began_at, known.sent, known.held];
  const sends = sent < mostInDay;
  const next = { began_at: beganAt, sent: sends ? sent + 1 : sent, held: sends ? held : held + things };
  await tx
    .insertInto('tracking_allowances')
    .values({ company_id: companyId, person_id: personId, ...next })
    .onConflict((conflict) => conflict.columns(['company_id', 'person_id']).doUpdateSet(next))
    .execute();
  return { sends, last: next.sent === mostInDay && sends, heldBefore: isOver ? (known?.held ?? 0) : 0 };
}

export interface Held {
  readonly companyId: number;
  readonly personId: number;
  readonly things: number;
}

/** Whose day is over that had no mail left for some of what happened. */
export async function heldOver(tx: Reader<Tables>, now: number, most: number): Promise<Held[]> {
  const rows = await tx
    .selectFrom('tracking_allowances')
    .select(['company_id', 'person_id', 'held'])
    .where('held', '>', 0)
    .where('began_at', '<=', now - day)
    .orderBy('began_at')
    .orderBy('company_id')
    .orderBy('person_id')
    .limit(most)
    .execute();
  return rows.map((row) => ({ companyId: row.company_id, personId: row.person_id, things: row.held }));
}

/** Forgets the days that are over and have nothing to tell. */
export async function removeOverDays(tx: Writer<Tables>, now: number): Promise<void> {
  await tx
    .deleteFrom('tracking_allowances')
    .where('held', '=', 0)
    .where('began_at', '<=', now - day)
    .execute();
}
