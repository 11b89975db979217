import type { Reader, Writer } from '@gatehouse/database';
import type { House } from '../house.ts';
import type { CodeGuessRow, Tables } from '../schema/tables.ts';

export type GuessKey = Pick<CodeGuessRow, 'person_id' | 'device'>;

export async function findGuesses(tx: Reader<Tables>, key: GuessKey): Promise<CodeGuessRow | undefined> {
  return await tx
    .selectFrom('code_guesses')
    .selectAll()
    .where('person_id', '=', key.person_id)
    .where('device', '=', key.device)
    .executeTakeFirst();
}

/** Writes a count that was made from `before`; false where somebody else counted since. */
export async function writeGuesses(
  tx: Writer<Tables>,
  row: CodeGuessRow,
  before: CodeGuessRow | undefined,
): Promise<boolean> {
  if (before === undefined) {
    const inserted = await tx
      .insertInto('code_guesses')
      .values(row)
      .onConflict((on) => on.columns(['person_id', 'device']).doNothing())
      .returning('person_id')
      .executeTakeFirst();
    return inserted !== undefined;
  }
  const updated = await tx
    .updateTable('code_guesses')
    .set({ failures: row.failures, blocked_until: row.blocked_until, last_at: row.last_at })
    .where('person_id', '=', row.person_id)
    .where('device', '=', row.device)
    .where('failures', '=', before.failures)
    .where('last_at', '=', before.last_at)
    .returning('person_id')
    .executeTakeFirst();
  return updated !== undefined;
}

export async function forgetGuesses(tx: Writer<Tables>, key: GuessKey): Promise<void> {
  await tx
    .deleteFrom('code_guesses')
    .where('person_id', '=', key.person_id)
    .where('device', '=', key.device)
    .execute();
}

const step = 500;

/** Removes counts that are quiet for so long that they would begin anew, in small steps. */
export async function sweepGuesses(
  { database }: Pick<House, 'database'>,
  quietSince: number,
): Promise<number> {
  for (let total = 0; ; ) {
    const found = await database.read((tx) =>
      tx
        .selectFrom('code_guesses')
        .select(['person_id', 'device', 'last_at'])
        .where('last_at', '<', quietSince)
        .limit(step)
        .execute(),
    );
    await database.write(async (tx) => {
      for (const key of found)
        await tx
          .deleteFrom('code_guesses')
          .where('person_id', '=', key.person_id)
          .where('device', '=', key.device)
          .where('last_at', '=', key.last_at)
          .execute();
    });
    total += found.length;
    if (found.length < step) return total;
  }
}
