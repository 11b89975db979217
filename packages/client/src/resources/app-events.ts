import type { EventDelivery, EventSubscription, NewEventSubscription } from '@gatehouse/wire';
import { Pages } from '../rest/pages.ts';
import type { Transport } from '../rest/transport.ts';

/** Where an app's events are sent, and what became of each. */
export class AppEventsResource {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  subscriptions(appId: number): Promise<EventSubscription[]> {
    return this.#transport.json({ path: `/manage/v1/apps/${appId}/event_subscriptions` });
  }

  /** The only time that the signing secret is shown. */
  subscribe(
    appId: number,
    body: { environment: 'sandbox' | 'production'; url: string; documents?: boolean },
  ): Promise<NewEventSubscription> {
    return this.#transport.json({
      path: `/manage/v1/apps/${appId}/event_subscriptions`,
      method: 'POST',
      body,
    });
  }

  async unsubscribe(appId: number, id: number): Promise<void> {
    const path = `/manage/v1/apps/${appId}/event_subscriptions/${id}`;
    await this.#transport.json({ path, method: 'DELETE' });
  }

  deliveries(appId: number, query: { page?: number; per_page?: number } = {}): Pages<EventDelivery> {
    return new Pages(this.#transport, { path: `/manage/v1/apps/${appId}/deliveries`, query });
  }

  /** Sends an event to an address again, whatever became of it before. */
  redeliver(appId: number, id: string): Promise<EventDelivery> {
    return this.#transport.json({
      path: `/manage/v1/apps/${appId}/deliveries/${id}/redeliver`,
      method: 'POST',
    });
  }
}
