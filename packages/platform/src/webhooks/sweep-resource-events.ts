import type { House } from '../house.ts';

/** Long after the last attempt. */
const kept = 30 * 86_400_000;
const step = 500;

/** Removes old changes with their deliveries, oldest first, in small steps, and the hooks nothing is left of. */
export async function sweepResourceEvents(house: Pick<House, 'database' | 'clock'>): Promise<number> {
  const changes = await sweepOld(house);
  await sweepRemovedHooks(house);
  return changes;
}

async function sweepOld({ database, clock }: Pick<House, 'database' | 'clock'>): Promise<number> {
  const before = clock.now() - kept;
  for (let total = 0; ; ) {
    const removed = await database.write(async (tx) => {
      // Numbers are given in the order of time: the oldest are at the front of the primary key.
      const oldest = await tx
        .selectFrom('resource_events')
        .select(['id', 'at'])
        .orderBy('id')
        .limit(step)
        .execute();
      const ids = oldest.filter(({ at }) => at < before).map(({ id }) => id);
      if (ids.length === 0) return 0;
      await tx.deleteFrom('webhook_deliveries').where('event_id', 'in', ids).execute();
      await tx.deleteFrom('resource_events').where('id', 'in', ids).execute();
      return ids.length;
    });
    total += removed;
    if (removed < step) return total;
  }
}

async function sweepRemovedHooks({ database, clock }: Pick<House, 'database' | 'clock'>): Promise<void> {
  const before = clock.now() - kept;
  for (;;) {
    const removed = await database.write((tx) =>
      tx
        .deleteFrom('webhook_hooks')
        .where('id', 'in', (from) =>
          from
            .selectFrom('webhook_hooks')
            .select('webhook_hooks.id')
            .where('removed_at', '<', before)
            .where(({ not, exists, selectFrom }) =>
              not(
                exists(
                  selectFrom('webhook_deliveries')
                    .select('webhook_deliveries.id')
                    .whereRef('webhook_deliveries.hook_id', '=', 'webhook_hooks.id'),
                ),
              ),
            )
            .limit(step),
        )
        .returning('id')
        .execute(),
    );
    if (removed.length < step) return;
  }
}
