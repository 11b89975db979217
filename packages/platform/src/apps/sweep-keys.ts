import type { House } from '../house.ts';

/** A removed key's name stays taken as long as calls are counted: whoever reads of it there reads of one key. */
const kept = 400 * 24 * 60 * 60 * 1000;
const step = 500;

/** Removes the names of keys that were removed long ago, in small steps. */
export async function sweepKeys({ database, clock }: Pick<House, 'database' | 'clock'>): Promise<void> {
  const before = clock.now() - kept;
  for (;;) {
    const old = await database.read((tx) =>
      tx
        .selectFrom('client_keys')
        .select(['client_id', 'kid'])
        .where('removed_at', '<', before)
        .limit(step)
        .execute(),
    );
    await database.write(async (tx) => {
      for (const { client_id, kid } of old)
        await tx
          .deleteFrom('client_keys')
          .where('client_id', '=', client_id)
          .where('kid', '=', kid)
          .where('removed_at', '<', before)
          .execute();
    });
    if (old.length < step) return;
  }
}
