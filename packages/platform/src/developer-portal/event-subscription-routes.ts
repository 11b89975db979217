import {
  AppIdPath,
  AppPath,
  EventSubscription,
  EventSubscriptionCreate,
  NewEventSubscription,
} from '@gatehouse/wire';
import Type from 'typebox';
import { record } from '../audit/audit.ts';
import { discardWaiting } from '../events/claim-store.ts';
import { createSubscription } from '../events/create-subscription.ts';
import { endpointFixes } from '../events/endpoint-fixes.ts';
import { addressRulesFor } from '../events/endpoint-rules.ts';
import { readEndpointUrl } from '../events/endpoint-url.ts';
import { endSubscription, listSubscriptions, type StoredSubscription } from '../events/subscription-store.ts';
import type { House } from '../house.ts';
import { fieldErrors } from '../rest/rest-call.ts';
import { timestamp } from '../rest/timestamp.ts';
import type { Route } from '../route.ts';
import { sessionOf } from '../sign-in/session.ts';
import { absent, appRoute } from './app-route.ts';

const path = '/manage/v1/apps/:app_id/event_subscriptions';

/** Enough for every system of a developer that wants to know; each is one more request for each event. */
const most = 10;

/** Where an app wants its events sent. The secret that signs them is a credential, and is handled as one. */
export function eventSubscriptionRoutes(house: House): Route[] {
  return [
    appRoute(house, {
      method: 'GET',
      path,
      summary: 'The addresses to which the app’s events are sent.',
      needs: 'developer',
      audit: [],
      params: AppPath,
      reply: Type.Array(EventSubscription),
      handle: async ({ tx }, app) => ({
        status: 200,
        body: (await listSubscriptions(tx, app.id)).map((each) => view(each, house.clock.now())),
      }),
    }),
    appRoute(house, {
      method: 'POST',
      path,
      summary: 'Adds an address for the events of one environment; its secret is shown once.',
      needs: 'admin',
      audit: ['event_subscription.created'],
      needsProof: true,
      params: AppPath,
      body: EventSubscriptionCreate,
      reply: NewEventSubscription,
      async handle({ body: { environment, url, documents = false }, caller, tx, origin }, app) {
        const read = readEndpointUrl(url, addressRulesFor(house.settings, url));
        if (!read.ok) return fieldErrors({ url: [endpointFixes[read.fault]] });
        const before = await listSubscriptions(tx, app.id);
        if (before.some((each) => each.environment === environment && each.url === url))
          return fieldErrors({ url: ['is there already: remove it first to get a new secret'] }, 409);
        if (before.length >= most)
          return fieldErrors({ base: [`An app has ${most} addresses at most: remove one first`] }, 409);
        const createdBy = sessionOf(caller).personId;
        const wanted = { appId: app.id, environment, url, documents, createdBy };
        const { id, secret } = await createSubscription(house, tx, origin, wanted);
        const added = (await listSubscriptions(tx, app.id)).find((each) => each.id === id);
        return { status: 201, body: added && { ...view(added, house.clock.now()), secret } };
      },
    }),
    appRoute(house, {
      method: 'DELETE',
      path: `${path}/:id`,
      summary: 'Removes an address; what still waits for it is discarded.',
      needs: 'admin',
      audit: ['event_subscription.removed'],
      params: AppIdPath,
      reply: null,
      async handle({ params: { id }, tx, origin }, app) {
        const now = house.clock.now();
        if (!(await endSubscription(tx, app.id, id, now))) return absent;
        await discardWaiting(tx, app.id, id, { queuedBefore: now, fault: 'subscription_removed', now });
        await record(house, tx, origin, {
          event: 'event_subscription.removed',
          subject: `app:${app.id}`,
          details: { subscription: id },
        });
        return { status: 204 };
      },
    }),
  ];
}

function view(subscription: StoredSubscription, now: number): EventSubscription {
  const { id, environment, url, documents, createdBy, createdAt, failures, pausedUntil } = subscription;
  return {
    id,
    environment,
    url,
    documents,
    created_by: createdBy,
    created_at: timestamp(createdAt),
    failures,
    paused_until: pausedUntil > now ? timestamp(pausedUntil) : null,
  };
}
