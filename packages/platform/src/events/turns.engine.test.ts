import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { mayStillKnow } from '../documents/hints/may-still-know.ts';
import { openSite, type Site } from '../documents/testing/site.ts';
import type { House } from '../house.ts';
import { deliverer } from './deliverer.ts';
import { eventQueue } from './event-queue.ts';
import { openReceiver, type Receiver } from './receiver.test-support.ts';
import { recordAppEvent } from './record-app-event.ts';
import { makeSigningSecret, sealSigningSecret } from './subscription-secret.ts';
import { insertSubscription } from './subscription-store.ts';

const day = 86_400_000;
const addresses = 20;

describe('addresses of which each has more than one turn can send', () => {
  let site: Site;
  let receiver: Receiver;
  let house: House;
  let appId: number;
  before(async () => {
    site = await openSite({ eventsToPrivateAddresses: true });
    receiver = await openReceiver();
    const { house: now } = site.platform;
    // A day ahead, so that the platform's own deliverer leaves this to the one of the test; and each look at the clock
    // takes longer than a turn may.
    let looks = 0;
    house = { ...now, clock: { now: () => now.clock.now() + day + 6_000 * ++looks } };
    appId = await house.database.read(async (tx) => {
      const app = await tx.selectFrom('apps').select('id').executeTakeFirstOrThrow();
      return app.id;
    });
    await house.database.write(async (tx) => {
      for (let at = 0; at < addresses; at += 1) {
        const place = { appId, environment: 'production', url: `${receiver.url}/${at}` } as const;
        await insertSubscription(tx, {
          app_id: appId,
          environment: place.environment,
          url: place.url,
          secret_sealed: sealSigningSecret(house.keys, house.random, place, makeSigningSecret(house.random)),
          documents_since: null,
          created_by: site.ids.stranger,
          created_at: house.clock.now(),
        });
      }
      for (let made = 0; made < 3; made += 1)
        await recordAppEvent(house, tx, { appId, companyId: site.companyId, event: 'updated', data: {} });
    });
  });
  after(async () => {
    await site.close();
    await receiver[Symbol.asyncDispose]();
  });

  /** How many events each address has got, in the order in which the addresses were added. */
  const got = () =>
    house.database.read(async (tx) => {
      const rows = await tx
        .selectFrom('event_subscriptions')
        .leftJoin('event_deliveries', (join) =>
          join
            .onRef('event_deliveries.subscription_id', '=', 'event_subscriptions.id')
            .on('event_deliveries.delivered_at', 'is not', null),
        )
        .select(['event_subscriptions.id', ({ fn }) => fn.count('event_deliveries.id').as('many')])
        .groupBy('event_subscriptions.id')
        .orderBy('event_subscriptions.id')
        .execute();
      return rows.map(({ many }) => Number(many));
    });

  it('have their turns one after the other: nobody has a second before all had a first', async () => {
    const events = deliverer(house, eventQueue(mayStillKnow));
    const next = async () => {
      await events.round();
      await events.settled();
      return await got();
    };
    // All are of one app, which has eight in work at once.
    assert.deepEqual(await next(), [...Array(8).fill(1), ...Array(12).fill(0)]);
    assert.deepEqual(await next(), [...Array(16).fill(1), 0, 0, 0, 0]);
    assert.deepEqual(await next(), [...Array(4).fill(2), ...Array(16).fill(1)]);
    await events.stop();
  });
});
