import type { Updateable, Writer } from '@gatehouse/database';
import { type Audited, type Origin, record } from '../../audit/audit.ts';
import type { AuditEvent } from '../../audit/audit-events.ts';
import type { House } from '../../house.ts';
import type { Place } from '../../rest/rest-call.ts';
import type { DocumentRow, Tables } from '../../schema/tables.ts';
import { noteChange, standingOf } from '../changes.ts';
import type { Happening } from '../tracking/news-store.ts';

export type Surroundings = Pick<House, 'clock' | 'random'>;

interface Made {
  readonly event: AuditEvent;
  readonly details?: Audited['details'];
  /** What those are told who track the item; left out, it is nothing to be told of. */
  readonly what?: Happening | undefined;
  /** Tracked items that went or came with it: it is told of to those who track them, too. */
  readonly withIt?: readonly number[];
}

/**
 * The one way in which an item is changed once it was allowed: the row, what else belongs to it (`also`), the feed,
 * and the audit event, in one unit.
 */
export async function changeItem(
  house: Surroundings,
  { tx, origin, place }: { tx: Writer<Tables>; origin: Origin; place: Place },
  item: { readonly id: number; readonly kind: 'folder' | 'file' },
  set: Omit<Updateable<DocumentRow>, 'updated_at'>,
  made: readonly Made[],
  also?: () => Promise<void>,
): Promise<void> {
  const before = await standingOf(tx, place, item.id);
  await tx
    .updateTable('documents')
    .set({ ...set, updated_at: house.clock.now() })
    .where('id', '=', item.id)
    .where('company_id', '=', place.companyId)
    .execute();
  await also?.();
  await noteChange(house, tx, place, { id: item.id, kind: item.kind, before, ...toldOf(made) });
  for (const { event, details } of made)
    await record(house, tx, origin, {
      event,
      companyId: place.companyId,
      subject: `${item.kind}:${item.id}`,
      details: { projectId: place.projectId, ...details },
    });
}

function toldOf(made: readonly Made[]): Pick<Made, 'what' | 'withIt'> {
  return made.find(({ what }) => what !== undefined) ?? {};
}
