import type { House } from '../house.ts';

/** Long after the last attempt; an app that asks later than this has to look for itself. */
const kept = 30 * 86_400_000;
const step = 500;

/** Removes old events with their deliveries, oldest first, in small steps, and the addresses nothing is left of. */
export async function sweepEvents(house: Pick<House, 'database' | 'clock'>): Promise<number> {
  const events = await sweepOld(house);
  await sweepRemovedAddresses(house);
  return events;
}

async function sweepOld({ database, clock }: Pick<House, 'database' | 'clock'>): Promise<number> {
  const before = clock.now() - kept;
  for (let total = 0; ; ) {
    const removed = await database.write(async (tx) => {
      // Ids sort by time: the oldest are at the front of the primary key, and no index on times is needed.
      const oldest = await tx
        .selectFrom('app_events')
        .select(['id', 'created_at'])
        .orderBy('id')
        .limit(step)
        .execute();
      const ids = oldest.filter(({ created_at }) => created_at < before).map(({ id }) => id);
      if (ids.length === 0) return 0;
      await tx.deleteFrom('event_deliveries').where('event_id', 'in', ids).execute();
      await tx.deleteFrom('app_events').where('id', 'in', ids).execute();
      return ids.length;
    });
    total += removed;
    if (removed < step) return total;
  }
}

/** Not before the last delivery to it is gone with its event: the portal shows where that was sent. */
async function sweepRemovedAddresses({ database, clock }: Pick<House, 'database' | 'clock'>): Promise<void> {
  const before = clock.now() - kept;
  for (;;) {
    const removed = await database.write((tx) =>
      tx
        .deleteFrom('event_subscriptions')
        .where('id', 'in', (from) =>
          from
            .selectFrom('event_subscriptions')
            .select('event_subscriptions.id')
            .where('removed_at', '<', before)
            .where(({ not, exists, selectFrom }) =>
              not(
                exists(
                  selectFrom('event_deliveries')
                    .select('event_deliveries.id')
                    .whereRef('event_deliveries.subscription_id', '=', 'event_subscriptions.id'),
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
