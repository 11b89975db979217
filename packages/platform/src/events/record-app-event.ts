import type { Writer } from '@gatehouse/database';
import { ulid } from '@gatehouse/service';
import type { House } from '../house.ts';
import type { Tables } from '../schema/tables.ts';
import type { NewAppEvent } from './app-event.ts';

/**
 * Writes an event and its way to each subscription of the app, inside the unit that makes the change: no change
 * that the app is not told of, and nothing told that did not happen. Sending comes later (`deliverer.ts`).
 */
export async function recordAppEvent(
  house: Pick<House, 'clock' | 'random'>,
  tx: Writer<Tables>,
  { appId, companyId, event, data }: NewAppEvent,
): Promise<void> {
  const now = house.clock.now();
  const id = ulid(house.clock, house.random);
  await tx
    .insertInto('app_events')
    .values({ id, app_id: appId, company_id: companyId, event, data: JSON.stringify(data), created_at: now })
    .execute();
  // Sandbox companies are told to sandbox addresses, production companies to the others (rule P3).
  const subscriptions = await tx
    .selectFrom('event_subscriptions')
    .innerJoin('companies', 'companies.environment', 'event_subscriptions.environment')
    .select('event_subscriptions.id')
    .where('event_subscriptions.app_id', '=', appId)
    .where('event_subscriptions.removed_at', 'is', null)
    .where('companies.id', '=', companyId)
    .$if(event === 'documents_changed', (some) => some.where('documents_since', 'is not', null))
    .execute();
  for (const subscription of subscriptions) {
    await tx
      .insertInto('event_deliveries')
      .values({
        id: ulid(house.clock, house.random),
        event_id: id,
        subscription_id: subscription.id,
        queued_at: now,
        attempts: 0,
        next_attempt_at: now,
        delivered_at: null,
        discarded_at: null,
        last_status: null,
        last_error: null,
      })
      .execute();
  }
}
