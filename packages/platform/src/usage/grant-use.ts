import type { House } from '../house.ts';
import { inTurn } from '../in-turn.ts';

/** When and from where an app last used a person's grant; shown on the page of connected apps. */
interface Use {
  readonly at: number;
  readonly address: string;
}

const most = 10_000;
const pending = new WeakMap<object, Map<string, Use>>();

/**
 * Notes a use, to be written with the next batch: a row per call would cost more than the call. A crash may lose
 * a few seconds of it, which no decision rests on.
 */
export function noteUse(house: Pick<House, 'database'>, grantId: string, at: number, address: string): void {
  const uses = pendingOf(house);
  const known = uses.get(grantId);
  if (known !== undefined && known.at > at) return;
  if (known !== undefined || uses.size < most) uses.set(grantId, { at, address });
}

/** Writes what was noted since the last time. Called every few seconds, and when the server closes. */
export const flushUses = inTurn(async (house: Pick<House, 'database'>) => {
  const uses = [...pendingOf(house)];
  if (uses.length === 0) return;
  pending.delete(house.database);
  await house.database.write(async (tx) => {
    for (const [grantId, { at, address }] of uses) {
      await tx
        .updateTable('grants')
        .set({ last_used_at: at, last_used_from: address })
        .where('id', '=', grantId)
        .where((it) => it.or([it('last_used_at', 'is', null), it('last_used_at', '<', at)]))
        .execute();
    }
  });
});

function pendingOf(house: Pick<House, 'database'>): Map<string, Use> {
  const known = pending.get(house.database);
  if (known !== undefined) return known;
  const uses = new Map<string, Use>();
  pending.set(house.database, uses);
  return uses;
}
