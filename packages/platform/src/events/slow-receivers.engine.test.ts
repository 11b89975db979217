import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { createApp, createClient } from '../apps/create-app.ts';
import { mayStillKnow } from '../documents/hints/may-still-know.ts';
import { openSite, type Site } from '../documents/testing/site.ts';
import type { House } from '../house.ts';
import { install } from '../installations/install.ts';
import { deliverer } from './deliverer.ts';
import { eventQueue } from './event-queue.ts';
import { openReceiver, type Receiver, until } from './receiver.test-support.ts';
import { recordAppEvent } from './record-app-event.ts';
import { makeSigningSecret, sealSigningSecret } from './subscription-secret.ts';
import { insertSubscription } from './subscription-store.ts';

const day = 86_400_000;
const origin = { requestId: 't', address: '', actor: { kind: 'system' }, clientId: null } as const;

describe('receivers that answer nothing', () => {
  let site: Site;
  let house: House;
  const apps: number[] = [];
  let quick: Receiver;
  let slow: readonly Receiver[];
  before(async () => {
    site = await openSite({ eventsToPrivateAddresses: true });
    // A day ahead, so that the platform's own deliverer leaves this to the one of the test.
    const { house: now } = site.platform;
    house = { ...now, clock: { now: () => now.clock.now() + day } };
    for (const name of ['One', 'Two', 'Three', 'Four', 'Five']) apps.push(await installed(name));
    quick = await openReceiver();
    slow = [await openReceiver(), await openReceiver(), await openReceiver(), await openReceiver()];
    for (const receiver of slow) receiver.answerWith('nothing');
  });
  after(async () => {
    await site.close();
    for (const receiver of [quick, ...slow]) await receiver[Symbol.asyncDispose]();
  });
  beforeEach(() =>
    house.database.write(async (tx) => {
      await tx.updateTable('event_subscriptions').set({ removed_at: 1 }).execute();
    }),
  );

  async function installed(name: string): Promise<number> {
    const { companyId, ids } = site;
    return await house.database.write(async (tx) => {
      const words = { name, description: '', publisher: 'P', developerId: ids.stranger };
      const { id: appId } = await createApp(house, tx, origin, words);
      const client = { grantTypes: ['authorization_code'], redirectUris: [] } as const;
      await createClient(house, tx, origin, { appId, environment: 'production', ...client });
      await install(house, tx, origin, companyId, { appId, personId: ids.admin, how: 'admin' });
      return appId;
    });
  }

  async function subscribe(appId: number, url: string): Promise<void> {
    const place = { appId, environment: 'production', url } as const;
    await house.database.write((tx) =>
      insertSubscription(tx, {
        app_id: appId,
        environment: place.environment,
        url,
        secret_sealed: sealSigningSecret(house.keys, house.random, place, makeSigningSecret(house.random)),
        documents_since: null,
        created_by: site.ids.stranger,
        created_at: house.clock.now(),
      }),
    );
  }

  const held = () => slow.reduce((sum, { received }) => sum + received.length, 0);

  async function heldWhileOneArrives(owners: readonly number[]): Promise<number> {
    const [heldBefore, arrivedBefore] = [held(), quick.received.length];
    await house.database.write(async (tx) => {
      for (const appId of owners)
        await recordAppEvent(house, tx, { appId, companyId: site.companyId, event: 'updated', data: {} });
    });
    const events = deliverer(house, eventQueue(mayStillKnow));
    try {
      await events.round();
      await until(() => quick.received.length > arrivedBefore, 'the one behind them');
      await until(() => held() - heldBefore >= 8, 'as many as one may hold');
      await events.round();
      return held() - heldBefore;
    } finally {
      await events.stop();
    }
  }

  it('of one app hold a share of the sending places, whatever their hosts, and another app has its turn', async () => {
    const [owner = 0, other = 0] = apps;
    for (let at = 0; at < 40; at += 1) await subscribe(owner, `${slow[at % 3]?.url}/${at}`);
    await subscribe(other, `${quick.url}/owner`);
    assert.equal(await heldWhileOneArrives([owner, other]), 8);
  });

  it('of four apps that hold all places together leave the next one to a fifth', async () => {
    for (let at = 0; at < 40; at += 1) await subscribe(apps[at % 4] ?? 0, `${slow[at % 4]?.url}/four/${at}`);
    await subscribe(apps[4] ?? 0, `${quick.url}/fifth`);
    assert.ok((await heldWhileOneArrives(apps)) <= 32);
  });

  it('on one host hold no more, whosever they are, and another host has its turn', async () => {
    for (let at = 0; at < 36; at += 1) await subscribe(apps[at % 3] ?? 0, `${slow[0]?.url}/host/${at}`);
    await subscribe(apps[1] ?? 0, `${quick.url}/host`);
    assert.equal(await heldWhileOneArrives(apps), 8);
  });
});
