import type { House } from '../house.ts';
import { day } from './usage-batch.ts';

/** A year and a month: the same day of last year can be compared. */
const keptDays = 400;
const step = 500;

/** Removes old counts in small steps. Returns how many. */
export async function sweepUsage({ database, clock }: Pick<House, 'database' | 'clock'>): Promise<number> {
  const before = Math.floor(clock.now() / day) - keptDays;
  for (let total = 0; ; ) {
    const oldest = await database.read((tx) =>
      tx
        .selectFrom('app_usage')
        .select(['company_id', 'app_id', 'project_id', 'day'])
        .where('day', '<', before)
        .orderBy('day')
        .limit(step)
        .execute(),
    );
    if (oldest.length === 0) return total;
    await database.write(async (tx) => {
      for (const row of oldest) {
        await tx
          .deleteFrom('app_usage')
          .where('company_id', '=', row.company_id)
          .where('app_id', '=', row.app_id)
          .where('day', '=', row.day)
          .where('project_id', '=', row.project_id)
          .execute();
      }
    });
    total += oldest.length;
  }
}
