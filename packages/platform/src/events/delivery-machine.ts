import type { DeliveryState } from '@gatehouse/wire';
import { lifecycle } from '../lifecycle.ts';

export type DeliveryStep = 'arrive' | 'give_up' | 'redeliver';

/** The life of one event on its way to one address. What was given up, or lost behind the address, can be sent again. */
export const deliveryMachine = lifecycle<DeliveryState, DeliveryStep>({
  waiting: { arrive: 'delivered', give_up: 'discarded', redeliver: 'waiting' },
  delivered: { redeliver: 'waiting' },
  discarded: { redeliver: 'waiting' },
});

export function deliveryStateOf(delivery: {
  readonly deliveredAt: number | null;
  readonly discardedAt: number | null;
}): DeliveryState {
  if (delivery.deliveredAt !== null) return 'delivered';
  return delivery.discardedAt === null ? 'waiting' : 'discarded';
}
