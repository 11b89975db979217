import type { Writer } from '@gatehouse/database';
import type { House } from '../house.ts';
import type { ProviderFlowRow, Tables } from '../schema/tables.ts';

const step = 500;

/** Keeps where a browser goes on to, until it is back. */
export async function insertFlow(tx: Writer<Tables>, row: ProviderFlowRow): Promise<void> {
  await tx.insertInto('provider_flows').values(row).execute();
}

/** Where the browser goes on to; undefined for a flow that is over, or that began without a place to go. */
export async function takeFlow(
  tx: Writer<Tables>,
  stateHashes: readonly string[],
): Promise<string | undefined> {
  const taken = await tx
    .deleteFrom('provider_flows')
    .where('state_hash', 'in', stateHashes)
    .returning('return_to')
    .executeTakeFirst();
  return taken?.return_to;
}

/** Removes what nobody came back for, in small steps. Returns how many. */
export async function sweepFlows({ database, clock }: Pick<House, 'database' | 'clock'>): Promise<number> {
  const before = clock.now();
  for (let total = 0; ; ) {
    const removed = await database.write((tx) =>
      tx
        .deleteFrom('provider_flows')
        .where('state_hash', 'in', (from) =>
          from.selectFrom('provider_flows').select('state_hash').where('expires_at', '<', before).limit(step),
        )
        .returning('state_hash')
        .execute(),
    );
    total += removed.length;
    if (removed.length < step) return total;
  }
}
