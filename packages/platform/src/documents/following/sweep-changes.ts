import type { House } from '../../house.ts';

const day = 86_400_000;

/** How long a cursor is good for: whoever asks later lists everything anew. */
export const followed = 30 * day;

/** Longer than any cursor that counts, by more than the clocks of two nodes differ or a unit takes. */
const kept = followed + day;
const step = 500;

/** Forgets changes that no cursor can ask for any more, oldest first, in small steps. Returns how many. */
export async function sweepChanges({ database, clock }: Pick<House, 'database' | 'clock'>): Promise<number> {
  const before = clock.now() - kept;
  for (let total = 0; ; ) {
    const removed = await database.write(async (tx) => {
      const oldest = await tx
        .selectFrom('document_changes')
        .select(['company_id', 'project_id', 'seq'])
        .where('at', '<', before)
        .orderBy('at')
        .limit(step)
        .execute();
      for (const [, rows] of Map.groupBy(oldest, (row) => `${row.company_id} ${row.project_id}`)) {
        const [place] = rows;
        if (place === undefined) continue;
        await tx
          .deleteFrom('document_changes')
          .where('company_id', '=', place.company_id)
          .where('project_id', '=', place.project_id)
          .where(
            'seq',
            'in',
            rows.map(({ seq }) => seq),
          )
          .execute();
      }
      return oldest.length;
    });
    total += removed;
    if (removed < step) return total;
  }
}
