import type { House } from '../house.ts';
import type { Route } from '../route.ts';
import { receiveEvent } from './receive-event.ts';

/** Where Gatehouse tells what happened to this app. */
export function eventRoutes(house: House): Route[] {
  return [
    {
      audience: 'gatehouse',
      method: 'POST',
      path: '/gatehouse-events',
      right: 'signature',
      journal: [],
      handler: (request, reply) => receiveEvent(house, request, reply),
    },
  ];
}
