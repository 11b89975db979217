import type { Reader, Writer } from '@gatehouse/database';
import type { HintRow, Tables } from '../schema/tables.ts';

/** Notes the last word about a place; a hundred of them are one row. */
export async function noteHint(
  tx: Writer<Tables>,
  { company_id, project_id, event, at }: Omit<HintRow, 'times'>,
): Promise<void> {
  await tx
    .insertInto('hints')
    .values({ company_id, project_id, event, at, times: 1 })
    .onConflict((on) =>
      on
        .columns(['company_id', 'project_id', 'event'])
        .doUpdateSet((eb) => ({ at, times: eb('hints.times', '+', 1) })),
    )
    .execute();
}

export async function hintsSince(tx: Reader<Tables>, since: number): Promise<HintRow[]> {
  return await tx.selectFrom('hints').selectAll().where('at', '>=', since).orderBy('at').execute();
}
