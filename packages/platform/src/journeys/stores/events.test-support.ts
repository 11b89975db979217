import * as claims from '../../events/claim-store.ts';
import * as deliveries from '../../events/delivery-store.ts';
import * as events from '../../events/event-store.ts';
import * as subscriptions from '../../events/subscription-store.ts';
import * as notices from '../../inbox/notice-store.ts';
import type * as outbox from '../../mail/outbox-store.ts';
import { type Entries, nothing, open, own } from './store-entry.test-support.ts';

const page = { offset: 0, perPage: 100 };
const deliverer =
  'The deliverer works off the queue of all apps; no route calls it, and no caller sees what it reads.';

const postOffice =
  'The post office works off the outbox; no route calls it, and no caller sees what it reads.';

/** What apps and people are told. */
export const ofEvents = {
  'events/claim-store.ts': {
    claimNext: open(deliverer),
    discardWaiting: nothing((tx, who, { subscriptionId, now }) =>
      claims.discardWaiting(tx, who.appId, subscriptionId, { queuedBefore: now, fault: 'given_up', now }),
    ),
    dueSubscriptions: open(deliverer),
    giveUp: open(deliverer),
    releaseClaim: open(deliverer),
    settleArrived: open(deliverer),
    settleFailed: open(deliverer),
  } satisfies Entries<typeof claims>,
  'events/delivery-store.ts': {
    findDelivery: nothing((tx, who, { deliveryId }) => deliveries.findDelivery(tx, who.appId, deliveryId)),
    listDeliveries: nothing((tx, who) =>
      deliveries.listDeliveries(tx, who.appId, { ...page, state: undefined }),
    ),
    restartDelivery: nothing(async (tx, who, { appId, deliveryId, now }) => {
      const delivery = await deliveries.findDelivery(tx, appId, deliveryId);
      if (delivery === undefined) throw new Error('The first tenant has no delivery.');
      await deliveries.restartDelivery(tx, who.appId, delivery, now);
    }),
  } satisfies Entries<typeof deliveries>,
  'events/event-store.ts': {
    eventFrom: open('It reads a row that was found already, and asks no database.'),
    listEvents: nothing((tx, who) => events.listEvents(tx, who.appId, page)),
    listEventsAfter: nothing((tx, { appId }, { now }) =>
      events.listEventsAfter(
        tx,
        { appId, environment: 'production' },
        { after: null, before: now, limit: 9 },
      ),
    ),
  } satisfies Entries<typeof events>,
  'events/subscription-store.ts': {
    endSubscription: nothing((tx, who, { subscriptionId, now }) =>
      subscriptions.endSubscription(tx, who.appId, subscriptionId, now),
    ),
    insertSubscription: own((tx, who, { now }) =>
      subscriptions.insertSubscription(tx, {
        app_id: who.appId,
        environment: 'production',
        url: 'https://events.example/more',
        secret_sealed: 'sealed',
        documents_since: null,
        created_by: who.developerId,
        created_at: now,
      }),
    ),
    listSubscriptions: nothing((tx, who) => subscriptions.listSubscriptions(tx, who.appId)),
  } satisfies Entries<typeof subscriptions>,
  'mail/outbox-store.ts': {
    claimMail: open(postOffice),
    newestMails: open('It feeds the page of a demo, which only the machine itself may read.'),
    oftenWrittenTo: open(
      'An address is the same whoever writes: how often is counted over all companies, and not told.',
    ),
    releaseMail: open(postOffice),
    settleMail: open(postOffice),
    sweepMails: open('It removes what is older than a month, whoever it was for, and shows nothing.'),
  } satisfies Entries<typeof outbox>,
  'inbox/notice-store.ts': {
    listNotices: own((tx, who) => notices.listNotices(tx, who.adminId, { ...page, unread: false })),
    readNotice: nothing((tx, who, { noticeId, now }) => notices.readNotice(tx, who.adminId, noticeId, now)),
    sweepNotices: open('It removes what is too old, whoever’s it was, and answers a count to a timer.'),
  } satisfies Entries<typeof notices>,
};
