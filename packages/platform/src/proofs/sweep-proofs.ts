import type { House } from '../house.ts';

const step = 500;
/** A used proof is remembered past its end, because another node's clock may still be before it. */
const kept = 10 * 60 * 1000;

/** Removes proofs that are stale by themselves, in small steps. Returns how many. */
export async function sweepUsedProofs({
  database,
  clock,
}: Pick<House, 'database' | 'clock'>): Promise<number> {
  const before = clock.now() - kept;
  for (let total = 0; ; ) {
    const removed = await database.write((tx) =>
      tx
        .deleteFrom('used_proofs')
        .where('proof_hash', 'in', (from) =>
          from.selectFrom('used_proofs').select('proof_hash').where('expires_at', '<', before).limit(step),
        )
        .returning('proof_hash')
        .execute(),
    );
    total += removed.length;
    if (removed.length < step) return total;
  }
}
