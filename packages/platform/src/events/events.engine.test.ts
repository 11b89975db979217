import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import {
  AppEvent,
  EventDelivery,
  EventSubscription,
  type NewEventSubscription,
  NewEventSubscription as NewSubscription,
  parse,
} from '@gatehouse/wire';
import {
  type PortalStage,
  type RegisteredApp,
  registered,
  saved,
  setPortalStage,
  type Visitor,
} from '../developer-portal/portal-stage.test-support.ts';
import { mayStillKnow } from '../documents/hints/may-still-know.ts';
import { deliverer } from './deliverer.ts';
import { eventQueue } from './event-queue.ts';
import { openReceiver, type Receiver, until } from './receiver.test-support.ts';
import { recordAppEvent } from './record-app-event.ts';
import { makeSigningSecret, sealSigningSecret } from './subscription-secret.ts';
import { sweepEvents } from './sweep-events.ts';

const hour = 3_600_000;

describe('events to apps', () => {
  let stage: PortalStage;
  let owner: Visitor;
  let app: RegisteredApp;
  let receiver: Receiver;
  before(async () => {
    stage = await setPortalStage({ eventsToPrivateAddresses: true, sessionTtl: 90 * 24 * hour });
    owner = await stage.newcomer('Owner');
  });
  after(() => stage[Symbol.asyncDispose]());
  beforeEach(async () => {
    app = await registered(owner);
    // Hours pass in some of these tests, and a secret is shown only to who proved lately who they are.
    assert.equal(await owner.prove(), 303);
    receiver = await openReceiver();
  });
  afterEach(() => receiver[Symbol.asyncDispose]());

  const sandboxId = () => app.app.sandbox_company?.id ?? 0;
  const productionId = () =>
    stage.platform.demo.companies.find(({ environment }) => environment === 'production')?.id ?? 0;

  async function subscribe(environment: 'sandbox' | 'production' = 'sandbox', url = receiver.url) {
    const { status, body } = await owner.call<NewEventSubscription>(
      'POST',
      `${app.path}/event_subscriptions`,
      { environment, url },
    );
    assert.equal(status, 201, JSON.stringify(body));
    assert.ok(parse(NewSubscription, body).ok);
    return body;
  }

  async function happen(companyId = sandboxId(), data = {}) {
    const { house } = stage.platform;
    const event = { appId: app.app.id, companyId, event: 'updated', data } as const;
    await house.database.write((tx) => recordAppEvent(house, tx, event));
  }

  async function deliveries(query = ''): Promise<EventDelivery[]> {
    const { status, body } = await owner.call<EventDelivery[]>('GET', `${app.path}/deliveries${query}`);
    assert.equal(status, 200);
    for (const each of body) assert.ok(parse(EventDelivery, each).ok, JSON.stringify(each));
    return body;
  }

  it('an installation and its end reach the developer’s server, signed', async () => {
    const { secret } = await subscribe();
    const version = await saved(owner, app.path, '1.0.0');
    const base = `/manage/v1/companies/${sandboxId()}/installations`;
    const installed = await owner.call<{ id: number }>('POST', base, {
      version_key: version.sandbox_key,
      permitted_project_ids: [],
    });
    assert.equal(installed.status, 201, JSON.stringify(installed.body));
    await owner.call('POST', `${base}/${installed.body.id}/uninstall`);
    await until(() => receiver.received.length === 2, 'both events');
    assert.deepEqual(
      receiver.received.map(({ event }) => [event.event, event.app_id, event.company_id]),
      [
        ['installed', app.app.id, sandboxId()],
        ['uninstalled', app.app.id, sandboxId()],
      ],
    );
    for (const each of receiver.received) {
      assert.ok(parse(AppEvent, each.event).ok);
      assert.ok(each.isSignedBy(secret));
      assert.ok(!each.isSignedBy('ghw_another'));
    }
    const listed = await owner.call<AppEvent[]>('GET', `${app.path}/events?per_page=1`);
    assert.deepEqual(
      listed.body.map(({ event }) => event),
      ['uninstalled'],
    );
    assert.equal(listed.headers.get('total'), '2');
  });

  it('an address is told of changed documents where it asked for that, and only there', async () => {
    const plain = await subscribe();
    assert.equal(plain.documents, false);
    const { status, body } = await owner.call<NewEventSubscription>(
      'POST',
      `${app.path}/event_subscriptions`,
      {
        environment: 'sandbox',
        url: `${receiver.url}/documents`,
        documents: true,
      },
    );
    assert.deepEqual([status, body.documents], [201, true]);
    const { house } = stage.platform;
    const event = {
      appId: app.app.id,
      companyId: sandboxId(),
      event: 'documents_changed',
      data: {},
    } as const;
    await house.database.write((tx) => recordAppEvent(house, tx, event));
    assert.deepEqual(
      (await deliveries()).map(({ subscription }) => subscription.id),
      [body.id],
    );
  });

  it('what happens in production is not told to the sandbox address', async () => {
    await using production = await openReceiver();
    await subscribe('sandbox');
    await subscribe('production', production.url);
    await happen(sandboxId());
    await happen(productionId());
    await until(() => receiver.received.length + production.received.length === 2, 'both');
    assert.deepEqual(
      [receiver, production].map(({ received }) => received.map(({ event }) => event.company_id)),
      [[sandboxId()], [productionId()]],
    );
  });

  it('an address that fails is left in peace for longer each time, and loses nothing', async () => {
    const { clock, house } = stage.platform;
    const { id } = await subscribe();
    const subscription = async () => {
      const { body } = await owner.call<EventSubscription[]>('GET', `${app.path}/event_subscriptions`);
      const found = body.find((each) => each.id === id);
      assert.ok(found && parse(EventSubscription, found).ok);
      return found;
    };
    receiver.answerWith(503);
    await happen();
    for (const failures of [1, 2, 3, 4, 5, 6, 7]) {
      await until(async () => (await subscription()).failures >= failures, `failure ${failures}`);
      if (failures < 7) clock.advance(64_000);
    }
    assert.notEqual((await subscription()).paused_until, null);
    const attempts = receiver.received.length;
    await happen();
    const another = deliverer(house, eventQueue(mayStillKnow));
    await another.round();
    await another.settled();
    assert.equal(receiver.received.length, attempts, 'what is new waits with what is old');
    receiver.answerWith(200);
    clock.advance(hour);
    await until(async () => (await deliveries('?state=delivered')).length === 2, 'both');
    assert.deepEqual(await deliveries('?state=waiting'), []);
    await until(async () => (await subscription()).failures === 0, 'a clean slate');
    assert.equal((await subscription()).paused_until, null);
  });

  it('after twelve hours it is given up, and by hand it is sent again', async () => {
    const { clock } = stage.platform;
    await subscribe();
    receiver.answerWith(500);
    await happen();
    await until(() => receiver.received.length === 1, 'the first attempt');
    clock.advance(13 * hour);
    await until(async () => (await deliveries())[0]?.state === 'discarded', 'giving up');
    const [discarded] = await deliveries();
    assert.deepEqual([discarded?.last_status, discarded?.next_attempt_at], [500, null]);
    receiver.answerWith(200);
    const path = `${app.path}/deliveries/${discarded?.id}/redeliver`;
    const restarted = await owner.call<EventDelivery>('POST', path);
    assert.deepEqual([restarted.status, restarted.body.state], [200, 'waiting']);
    await until(async () => (await deliveries())[0]?.state === 'delivered', 'sending again');
    assert.equal(new Set(receiver.received.map(({ event }) => event.id)).size, 1, 'it is the same event');
  });

  it('two nodes send each event once', async () => {
    await stage.platform.startNode();
    await subscribe();
    const { house } = stage.platform;
    const event = { appId: app.app.id, companyId: sandboxId(), event: 'updated', data: {} } as const;
    await house.database.write(async (tx) => {
      for (let made = 0; made < 60; made += 1) await recordAppEvent(house, tx, event);
    });
    await until(async () => (await deliveries('?state=delivered')).length === 60, 'all');
    const ids = receiver.received.map(({ deliveryId }) => deliveryId);
    assert.equal(ids.length, 60);
    assert.equal(new Set(ids).size, 60);
  });

  it('a removed address gets nothing more, not even what was waiting for it', async () => {
    const { id } = await subscribe();
    receiver.answerWith(500);
    await happen();
    await until(() => receiver.received.length === 1, 'the first attempt');
    const path = `${app.path}/event_subscriptions/${id}`;
    assert.equal((await owner.call('DELETE', path)).status, 204);
    assert.equal((await owner.call('DELETE', path)).status, 404);
    const [delivery] = await deliveries();
    assert.deepEqual([delivery?.state, delivery?.last_error], ['discarded', 'subscription_removed']);
    const again = await owner.call('POST', `${app.path}/deliveries/${delivery?.id}/redeliver`);
    assert.equal(again.status, 409);
    await happen();
    assert.equal((await deliveries()).length, 1);
  });

  it('the secret is shown once, and stored sealed to its app and address', async () => {
    const { secret } = await subscribe();
    const listed = await owner.call('GET', `${app.path}/event_subscriptions`);
    assert.ok(!JSON.stringify(listed.body).includes(secret));
    const rows = await stage.platform.house.database.read((tx) =>
      tx.selectFrom('event_subscriptions').selectAll().execute(),
    );
    assert.ok(!JSON.stringify(rows).includes(secret.slice(4)));
    assert.equal(
      (
        await owner.call('POST', `${app.path}/event_subscriptions`, {
          environment: 'sandbox',
          url: receiver.url,
        })
      ).status,
      409,
    );
  });

  it('to another developer none of it is there, and a developer without more holds no secrets', async () => {
    const { id } = await subscribe();
    await happen();
    await until(() => receiver.received.length === 1, 'the event');
    const [delivery] = await deliveries();
    const stranger = await stage.newcomer(`Stranger${id}`);
    const lines = [
      ['GET', `${app.path}/events`],
      ['GET', `${app.path}/deliveries`],
      ['GET', `${app.path}/event_subscriptions`],
      ['POST', `${app.path}/event_subscriptions`],
      ['DELETE', `${app.path}/event_subscriptions/${id}`],
      ['POST', `${app.path}/deliveries/${delivery?.id}/redeliver`],
    ] as const;
    const body = { environment: 'sandbox', url: 'https://stranger.example/' };
    const sent = (method: string, path: string) =>
      stranger.call(method, path, path.endsWith('subscriptions') && method === 'POST' ? body : undefined);
    for (const [method, path] of lines) assert.equal((await sent(method, path)).status, 404, path);
    // Through an app of the stranger's own, the ids of this one lead nowhere either.
    const own = await registered(stranger, 'Own');
    for (const path of [`event_subscriptions/${id}`, `deliveries/${delivery?.id}/redeliver`])
      assert.equal(
        (await stranger.call(path.startsWith('event') ? 'DELETE' : 'POST', `${own.path}/${path}`)).status,
        404,
      );
    await owner.prove();
    const { status } = await owner.call('POST', `${app.path}/collaborators`, {
      email: stranger.email,
      role: 'developer',
    });
    assert.equal(status, 201);
    await stage.joins(stranger);
    for (const [method, path] of lines)
      assert.equal(
        (await sent(method, path)).status,
        path.includes('subscriptions') && method !== 'GET' ? 403 : 200,
      );
  });

  it('an app reads on from the last event it has, with its own token only', async () => {
    const { house, url, clock } = stage.platform;
    await saved(owner, app.path, '1.0.0');
    for (const made of [1, 2, 3]) await happen(sandboxId(), { made });
    await happen(productionId(), { made: 4 });
    const { client_id, client_secret } = app.credentials;
    const bought = await stage.token({ grant_type: 'client_credentials', client_id, client_secret });
    assert.equal(bought.status, 200, JSON.stringify(bought.body));
    const read = async (query: string, token = String(bought.body.access_token)) => {
      const headers = { authorization: `Bearer ${token}` };
      const response = await fetch(`${url}/rest/v1.0/gatehouse/app_events${query}`, { headers });
      return { status: response.status, body: (await response.json()) as AppEvent[] };
    };
    assert.deepEqual((await read('')).body, [], 'the youngest are held back');
    clock.advance(21_000);
    const first = await read('?limit=2');
    assert.deepEqual(
      first.body.map(({ data }) => data.made),
      [1, 2],
    );
    const rest = await read(`?after=${first.body.at(-1)?.id}`);
    assert.deepEqual(
      rest.body.map(({ data, company_id }) => [data.made, company_id]),
      [[3, sandboxId()]],
    );
    const account = stage.platform.demo.serviceAccounts[0];
    assert.ok(account);
    const other = await stage.token({
      grant_type: 'client_credentials',
      client_id: account.clientId,
      client_secret: account.clientSecret,
    });
    assert.equal((await read('', String(other.body.access_token))).status, 403);
    assert.equal((await read('', 'gha_nonsense')).status, 401);
    clock.advance(31 * 24 * hour);
    assert.ok((await sweepEvents(house)) >= 4);
    assert.deepEqual(await deliveries(), []);
  });
});

describe('events into private networks', () => {
  it('are not sent unless the operator said so, not even to an address from before', async () => {
    await using receiver = await openReceiver();
    const stage = await setPortalStage();
    try {
      const owner = await stage.newcomer('Owner');
      const { app, path } = await registered(owner);
      for (const url of [
        receiver.url,
        receiver.url.replace('http', 'https'),
        'https://localhost/',
        'https://[::1]/',
      ]) {
        const { status, body } = await owner.call('POST', `${path}/event_subscriptions`, {
          environment: 'sandbox',
          url,
        });
        assert.equal(status, 422, url);
        assert.deepEqual(Object.keys(body.errors as object), ['url']);
      }
      const { house } = stage.platform;
      const added = await owner.call<NewEventSubscription>('POST', `${path}/event_subscriptions`, {
        environment: 'sandbox',
        url: 'https://events.invalid/',
      });
      assert.equal(added.status, 201);
      await house.database.write(async (tx) => {
        const url = receiver.url.replace('http', 'https');
        const place = { appId: app.id, environment: 'sandbox', url } as const;
        const secret = makeSigningSecret(house.random);
        const secret_sealed = sealSigningSecret(house.keys, house.random, place, secret);
        await tx
          .updateTable('event_subscriptions')
          .set({ url, secret_sealed })
          .where('id', '=', added.body.id)
          .execute();
        const companyId = app.sandbox_company?.id ?? 0;
        await recordAppEvent(house, tx, { appId: app.id, companyId, event: 'installed', data: {} });
      });
      const faultOf = async () =>
        (await owner.call<EventDelivery[]>('GET', `${path}/deliveries`)).body[0]?.last_error;
      await until(async () => (await faultOf()) === 'private_address', 'the refusal');
      assert.deepEqual(receiver.received, []);
    } finally {
      await stage[Symbol.asyncDispose]();
    }
  });
});
