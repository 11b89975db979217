import type { Insertable, Reader, Writer } from '@gatehouse/database';
import type { EnrolmentRow, Tables } from '../schema/tables.ts';

export async function insertEnrolment(tx: Writer<Tables>, row: Insertable<EnrolmentRow>): Promise<void> {
  await tx.insertInto('enrolments').values(row).execute();
}

export async function findEnrolment(tx: Reader<Tables>, id: string): Promise<EnrolmentRow | undefined> {
  return await tx.selectFrom('enrolments').selectAll().where('id', '=', id).executeTakeFirst();
}

/** The enrolment that waits under one of these hashes of a typed code. */
export async function findByUserCode(
  tx: Reader<Tables>,
  hashes: readonly string[],
  now: number,
): Promise<EnrolmentRow | undefined> {
  return await tx
    .selectFrom('enrolments')
    .selectAll()
    .where('user_code_hash', 'in', hashes)
    .where('decided_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst();
}

/** The person's answer, once: false where somebody has answered, or too late. */
export async function decide(
  tx: Writer<Tables>,
  personId: string,
  id: string,
  now: number,
  answer: { readonly codeHash: string } | 'deny',
): Promise<boolean> {
  const decided = await tx
    .updateTable('enrolments')
    .set({
      decided_at: now,
      person_id: personId,
      denied_at: answer === 'deny' ? now : null,
      code_hash: answer === 'deny' ? null : answer.codeHash,
    })
    .where('id', '=', id)
    .where('decided_at', 'is', null)
    .where('expires_at', '>', now)
    .returning('id')
    .executeTakeFirst();
  return decided !== undefined;
}

/** One install comes of an enrolment. */
export async function useEnrolment(tx: Writer<Tables>, id: string, now: number): Promise<boolean> {
  const used = await tx
    .updateTable('enrolments')
    .set({ used_at: now })
    .where('id', '=', id)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .returning('id')
    .executeTakeFirst();
  return used !== undefined;
}

/** Notes that the machine asked; false where it asked a moment ago. */
export async function notePoll(
  tx: Writer<Tables>,
  id: string,
  now: number,
  interval: number,
): Promise<boolean> {
  const noted = await tx
    .updateTable('enrolments')
    .set({ polled_at: now })
    .where('id', '=', id)
    .where((or) => or.or([or('polled_at', 'is', null), or('polled_at', '<=', now - interval)]))
    .returning('id')
    .executeTakeFirst();
  return noted !== undefined;
}
