import {
  AppEvent,
  AppPath,
  EventDeliveriesQuery,
  EventDelivery,
  EventDeliveryPath,
  PageQuery,
} from '@gatehouse/wire';
import Type from 'typebox';
import { record } from '../audit/audit.ts';
import { deliveryMachine, deliveryStateOf } from '../events/delivery-machine.ts';
import { findDelivery, listDeliveries, restartDelivery } from '../events/delivery-store.ts';
import { listEvents } from '../events/event-store.ts';
import { deliveryView, eventView } from '../events/event-view.ts';
import type { House } from '../house.ts';
import { illegalStep } from '../rest/illegal-step.ts';
import { pageRequest } from '../rest/pagination.ts';
import { fieldErrors } from '../rest/rest-call.ts';
import type { Route } from '../route.ts';
import { absent, appRoute } from './app-route.ts';

/** What happened to an app, where it was sent, and what became of that. */
export function eventRoutes(house: House): Route[] {
  return [
    appRoute(house, {
      method: 'GET',
      path: '/manage/v1/apps/:app_id/events',
      summary: 'What happened to the app in the companies that have it, newest first.',
      needs: 'developer',
      audit: [],
      params: AppPath,
      query: PageQuery,
      reply: Type.Array(AppEvent),
      async handle({ query, tx }, app) {
        const { page, perPage, offset } = pageRequest(query);
        const { total, events } = await listEvents(tx, app.id, { offset, perPage });
        return { status: 200, body: events.map(eventView), page: { page, perPage, total } };
      },
    }),
    appRoute(house, {
      method: 'GET',
      path: '/manage/v1/apps/:app_id/deliveries',
      summary: 'Each event on its way to each address, newest first.',
      needs: 'developer',
      audit: [],
      params: AppPath,
      query: EventDeliveriesQuery,
      reply: Type.Array(EventDelivery),
      async handle({ query, tx }, app) {
        const { page, perPage, offset } = pageRequest(query);
        const { state } = query;
        const { total, deliveries } = await listDeliveries(tx, app.id, { state, offset, perPage });
        return { status: 200, body: deliveries.map(deliveryView), page: { page, perPage, total } };
      },
    }),
    appRoute(house, {
      method: 'POST',
      path: '/manage/v1/apps/:app_id/deliveries/:id/redeliver',
      summary: 'Sends an event to an address again, whatever became of it before.',
      needs: 'developer',
      audit: ['event.redelivered'],
      params: EventDeliveryPath,
      reply: EventDelivery,
      async handle({ params: { id }, tx, origin }, app) {
        const delivery = await findDelivery(tx, app.id, id);
        if (delivery === undefined) return absent;
        if (delivery.subscriptionRemovedAt !== null)
          return fieldErrors({ base: ['Its address was removed: add the address again first'] }, 409);
        const stepped = deliveryMachine.step(deliveryStateOf(delivery), 'redeliver');
        if (!stepped.ok) return illegalStep('The delivery', 'redeliver', stepped);
        await restartDelivery(tx, app.id, delivery, house.clock.now());
        await record(house, tx, origin, {
          event: 'event.redelivered',
          subject: `app:${app.id}`,
          details: { delivery: id, event: delivery.event.id },
        });
        const restarted = await findDelivery(tx, app.id, id);
        return { status: 200, body: restarted && deliveryView(restarted) };
      },
    }),
  ];
}
