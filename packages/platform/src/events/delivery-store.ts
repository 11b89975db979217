import type { Reader, Writer } from '@gatehouse/database';
import type { DeliveryFault, DeliveryState } from '@gatehouse/wire';
import type { Environment, Tables } from '../schema/tables.ts';
import { eventFrom, type StoredEvent } from './event-store.ts';

/** An event on its way, as its app's developers see it. */
export interface StoredDelivery {
  readonly id: string;
  readonly event: StoredEvent;
  readonly subscriptionId: number;
  readonly url: string;
  readonly environment: Environment;
  readonly subscriptionRemovedAt: number | null;
  readonly attempts: number;
  readonly nextAttemptAt: number;
  readonly deliveredAt: number | null;
  readonly discardedAt: number | null;
  readonly lastStatus: number | null;
  readonly lastError: DeliveryFault | null;
}

export async function findDelivery(
  tx: Reader<Tables>,
  appId: number,
  id: string,
): Promise<StoredDelivery | undefined> {
  const row = await deliveries(tx, appId).where('event_deliveries.id', '=', id).executeTakeFirst();
  return row && deliveryFrom(row);
}

/** The deliveries of an app, newest first. */
export async function listDeliveries(
  tx: Reader<Tables>,
  appId: number,
  { state, offset, perPage }: { state: DeliveryState | undefined; offset: number; perPage: number },
): Promise<{ readonly total: number; readonly deliveries: readonly StoredDelivery[] }> {
  let some = deliveries(tx, appId);
  let all = tx
    .selectFrom('event_deliveries')
    .innerJoin('app_events', 'app_events.id', 'event_deliveries.event_id')
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .where('app_events.app_id', '=', appId);
  if (state !== undefined) {
    const [delivered, discarded] = [state === 'delivered', state === 'discarded'];
    some = some
      .where('delivered_at', delivered ? 'is not' : 'is', null)
      .where('discarded_at', discarded ? 'is not' : 'is', null);
    all = all
      .where('delivered_at', delivered ? 'is not' : 'is', null)
      .where('discarded_at', discarded ? 'is not' : 'is', null);
  }
  const { total } = await all.executeTakeFirstOrThrow();
  const rows = await some.orderBy('event_deliveries.id', 'desc').limit(perPage).offset(offset).execute();
  return { total: Number(total), deliveries: rows.map(deliveryFrom) };
}

/** Puts a delivery at its beginning, due at once, and lets its address be tried again. */
export async function restartDelivery(
  tx: Writer<Tables>,
  appId: number,
  { id, subscriptionId }: StoredDelivery,
  now: number,
) {
  await tx
    .updateTable('event_deliveries')
    .set({ queued_at: now, attempts: 0, next_attempt_at: now, delivered_at: null, discarded_at: null })
    .where('id', '=', id)
    .where('event_id', 'in', (from) => from.selectFrom('app_events').select('id').where('app_id', '=', appId))
    .execute();
  await tx
    .updateTable('event_subscriptions')
    .set({ paused_until: 0 })
    .where('app_id', '=', appId)
    .where('id', '=', subscriptionId)
    .execute();
}

function deliveries(tx: Reader<Tables>, appId: number) {
  return tx
    .selectFrom('event_deliveries')
    .innerJoin('app_events', 'app_events.id', 'event_deliveries.event_id')
    .innerJoin('event_subscriptions', 'event_subscriptions.id', 'event_deliveries.subscription_id')
    .selectAll('event_deliveries')
    .select([
      'app_events.app_id',
      'app_events.company_id',
      'app_events.event',
      'app_events.data',
      'app_events.created_at',
      'event_subscriptions.url',
      'event_subscriptions.environment',
      'event_subscriptions.removed_at',
    ])
    .where('app_events.app_id', '=', appId);
}

type Row = Tables['event_deliveries'] &
  Omit<Tables['app_events'], 'id'> &
  Pick<Tables['event_subscriptions'], 'url' | 'environment' | 'removed_at'>;

function deliveryFrom(row: Row): StoredDelivery {
  return {
    id: row.id,
    event: eventFrom({ ...row, id: row.event_id }),
    subscriptionId: row.subscription_id,
    url: row.url,
    environment: row.environment,
    subscriptionRemovedAt: row.removed_at,
    attempts: row.attempts,
    nextAttemptAt: row.next_attempt_at,
    deliveredAt: row.delivered_at,
    discardedAt: row.discarded_at,
    lastStatus: row.last_status,
    lastError: row.last_error,
  };
}
