import type { House } from '../house.ts';

const step = 500;

/** Removes sessions whose time is over, in small steps that hold nobody up. Returns how many. */
export async function sweepSessions(house: Pick<House, 'database' | 'clock'>): Promise<number> {
  const now = house.clock.now();
  for (let total = 0; ; ) {
    const removed = await sweepStep(house, now);
    total += removed;
    if (removed < step) return total;
  }
}

async function sweepStep({ database }: Pick<House, 'database'>, before: number): Promise<number> {
  const removed = await database.write((tx) =>
    tx
      .deleteFrom('sessions')
      .where('id_hash', 'in', (from) =>
        from.selectFrom('sessions').select('id_hash').where('expires_at', '<', before).limit(step),
      )
      .returning('id_hash')
      .execute(),
  );
  return removed.length;
}
