import type { AppEvent, EventDelivery } from '@gatehouse/wire';
import { timestamp } from '../rest/timestamp.ts';
import { deliveryStateOf } from './delivery-machine.ts';
import type { StoredDelivery } from './delivery-store.ts';
import type { StoredEvent } from './event-store.ts';

/** An event as the app gets it, by whichever way. */
export function eventView({ id, event, appId, companyId, data, createdAt }: StoredEvent): AppEvent {
  return { id, event, app_id: appId, company_id: companyId, data, created_at: timestamp(createdAt) };
}

export function deliveryView(delivery: StoredDelivery): EventDelivery {
  const { deliveredAt, discardedAt, nextAttemptAt } = delivery;
  const state = deliveryStateOf(delivery);
  return {
    id: delivery.id,
    event: eventView(delivery.event),
    subscription: {
      id: delivery.subscriptionId,
      url: delivery.url,
      environment: delivery.environment,
    },
    state,
    attempts: delivery.attempts,
    next_attempt_at: state === 'waiting' ? timestamp(nextAttemptAt) : null,
    delivered_at: deliveredAt === null ? null : timestamp(deliveredAt),
    discarded_at: discardedAt === null ? null : timestamp(discardedAt),
    last_status: delivery.lastStatus,
    last_error: delivery.lastError,
  };
}
