import type { House } from '../../house.ts';

/** As long as the notice that told of the answer. */
const kept = 180 * 24 * 60 * 60 * 1000;
const step = 500;

/** Removes requests that were answered or withdrawn long ago, in small steps. */
export async function sweepRequests({ database, clock }: Pick<House, 'database' | 'clock'>): Promise<void> {
  const before = clock.now() - kept;
  for (;;) {
    const removed = await database.write((tx) =>
      tx
        .deleteFrom('installation_requests')
        .where('id', 'in', (from) =>
          from.selectFrom('installation_requests').select('id').where('decided_at', '<', before).limit(step),
        )
        .returning('id')
        .execute(),
    );
    if (removed.length < step) return;
  }
}
