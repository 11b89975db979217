import { type Database, sql } from '@gatehouse/database';
import type { Clock } from '@gatehouse/service';
import type { Tables } from './schema/tables.ts';

export interface DatabaseClock extends Clock {
  /** Asks the database again. */
  adjust(): Promise<void>;
}

/** An answer that took longer says too little about when it was given. */
const longest = 2_000;

/**
 * The time of the PostgreSQL that all nodes share, so that the ends of tokens and the grace of a refresh are the same on
 * each of them. Between two looks the machine's ticks go on from the last one: a node whose clock is wrong, or jumps, is
 * not wrong about a token by it.
 */
export async function databaseClock(
  database: Pick<Database<Tables>, 'read'>,
  ticks: () => number,
): Promise<DatabaseClock> {
  async function look() {
    const asked = ticks();
    const { rows } = await database.read((tx) =>
      sql<{ now: string }>`select extract(epoch from clock_timestamp()) * 1000 as now`.execute(tx),
    );
    const answered = ticks();
    // Half of the way lay behind the answer.
    return { at: Number(rows[0]?.now) + (answered - asked) / 2, tick: answered, took: answered - asked };
  }

  let last = await look();
  return {
    now: () => Math.floor(last.at + ticks() - last.tick),
    async adjust() {
      const next = await look();
      if (next.took <= longest) last = next;
    },
  };
}
