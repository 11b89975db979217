import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { sql } from '@gatehouse/database';
import { setProjectLevel } from '../../directory/tool-levels.ts';
import { deliverer } from '../../events/deliverer.ts';
import { eventQueue } from '../../events/event-queue.ts';
import { listEventsAfter } from '../../events/event-store.ts';
import { openReceiver, type Receiver, until } from '../../events/receiver.test-support.ts';
import { refuseRows } from '../../events/refused-rows.test-support.ts';
import { sealSigningSecret } from '../../events/subscription-secret.ts';
import { insertSubscription } from '../../events/subscription-store.ts';
import { flushUsage } from '../../usage/flush-usage.ts';
import { fileOf, folderOf, send } from '../testing/change.ts';
import { openSite, type Site } from '../testing/site.ts';
import { duePlaces } from './hint-store.ts';
import { mayStillKnow } from './may-still-know.ts';
import { chainsOfMembers } from './reach-store.ts';
import { tellOfDocuments } from './tell-of-documents.ts';

const secret = 'ghw_of the test';

describe('hints to apps that documents have changed', () => {
  let site: Site;
  let appId: number;
  let receiver: Receiver;
  before(async () => {
    site = await openSite({ eventsToPrivateAddresses: true });
    const { database } = site.platform.house;
    const app = await database.read((tx) => tx.selectFrom('apps').select('id').executeTakeFirstOrThrow());
    appId = app.id;
    // Somebody uses the app here.
    await site.as.reader.call(site.as.reader.path('project', 'documents/changes'));
    await flushUsage(site.platform.house);
  });
  after(() => site.close());
  beforeEach(async () => {
    receiver = await openReceiver();
  });
  afterEach(async () => {
    await until(async () => !(await isDue()), 'what is due to be told');
    await site.platform.house.database.write((tx) =>
      tx.updateTable('event_subscriptions').set({ removed_at: 1 }).execute(),
    );
    await receiver[Symbol.asyncDispose]();
  });

  async function subscribe(documents = true): Promise<void> {
    const { keys, random, clock, database } = site.platform.house;
    const place = { appId, environment: 'production', url: receiver.url } as const;
    await database.write((tx) =>
      insertSubscription(tx, {
        app_id: appId,
        environment: place.environment,
        url: place.url,
        secret_sealed: sealSigningSecret(keys, random, place, secret),
        documents_since: documents ? clock.now() : null,
        created_by: site.ids.stranger,
        created_at: clock.now(),
      }),
    );
  }

  const isDue = () =>
    site.platform.house.database.read(async (tx) =>
      (await duePlaces(tx, 100)).some(({ companyId }) => companyId === site.companyId),
    );
  /** Nothing more is due, and what was made of it has arrived. */
  async function quiet(): Promise<void> {
    await until(async () => !(await isDue()), 'all places to be told of');
    await until(async () => (await waiting()) === 0, 'all hints to arrive');
  }
  const waiting = async () => {
    const rows = await site.platform.house.database.read((tx) =>
      tx
        .selectFrom('event_deliveries')
        .select('id')
        .where('delivered_at', 'is', null)
        .where('discarded_at', 'is', null)
        .execute(),
    );
    return rows.length;
  };
  const setConnected = (connected: boolean) =>
    site.platform.house.database.write((tx) =>
      tx
        .updateTable('installations')
        .set({ disconnected_at: connected ? null : 1 })
        .where('company_id', '=', site.companyId)
        .execute(),
    );
  const setLevels = (level: 'None' | 'Standard') =>
    site.platform.house.database.write(async (tx) => {
      const origin = { requestId: 't', address: '', actor: { kind: 'system' }, clientId: null } as const;
      const { companyId, projectId, platform, ids } = site;
      for (const who of ['admin', 'standard', 'colleague', 'reader'] as const) {
        const personId = ids[who];
        await setProjectLevel(platform.house, tx, origin, companyId, {
          projectId,
          personId,
          tool: 'documents',
          level,
        });
      }
    });

  it('go by those first who used the app last, before those who never did', async () => {
    const { companyId, projectId, ids, platform } = site;
    const { database } = platform.house;
    const used = await database.write(async (tx) => {
      await tx.updateTable('grants').set({ last_used_at: null }).execute();
      const { id } = await tx
        .updateTable('grants')
        .set({ last_used_at: 5 })
        .where('person_id', '=', ids.colleague)
        .returning('id')
        .executeTakeFirstOrThrow();
      return id;
    });
    const [first] = await database.read((tx) =>
      chainsOfMembers(tx, companyId, projectId, { appId, environment: 'production', most: 1 }),
    );
    const family = await database.read((tx) =>
      tx
        .selectFrom('token_families')
        .select('grant_id')
        .where('id', '=', first?.familyId ?? '')
        .executeTakeFirst(),
    );
    assert.equal(family?.grant_id, used);
  });

  it('say in which project or company, signed, and nothing of what it was', async () => {
    await subscribe();
    await folderOf(site, 'standard', 'project', 'Told drawings');
    await folderOf(site, 'standard', 'company', 'Told manuals');
    await quiet();
    const told = receiver.received.map(({ event }) => [event.event, event.company_id, event.data]);
    assert.deepEqual(
      new Set(told.map((each) => JSON.stringify(each))),
      new Set(
        [{ project_id: site.projectId }, { project_id: null }].map((data) =>
          JSON.stringify(['documents_changed', site.companyId, data]),
        ),
      ),
    );
    for (const each of receiver.received) {
      assert.ok(each.isSignedBy(secret));
      assert.doesNotMatch(JSON.stringify(each.event), /Told/);
    }
  });

  it('go to addresses that asked for them, and to no other', async () => {
    await subscribe(false);
    await folderOf(site, 'standard', 'project', 'Unasked');
    await tellOfDocuments(site.platform.house);
    assert.equal(await waiting(), 0);
    await using asked = await openReceiver();
    const plain = receiver;
    receiver = asked;
    await subscribe();
    receiver = plain;
    await quiet();
    await until(() => asked.received.length === 1, 'the hint that lay waiting');
    assert.equal(plain.received.length, 0);
  });

  it('tell nothing of what happens behind a private item, and tell of one that becomes so or ceases to be', async () => {
    await subscribe();
    const { body: hidden } = await site.as.admin.makeFolder('project', {
      name: 'Hidden',
      explicit_permissions: true,
    });
    await quiet();
    const heard = receiver.received.length;
    const inside = await folderOf(site, 'admin', 'project', 'Inside', hidden.id);
    const file = await fileOf(site, 'admin', 'project', 'secret.txt', inside.id);
    await send(site, 'admin', 'project', 'PATCH', `files/${file.id}`, { file: { name: 'secrets.txt' } });
    await send(site, 'admin', 'project', 'DELETE', `files/${file.id}`);
    assert.equal(await isDue(), false);
    await folderOf(site, 'admin', 'project', 'Also hidden', hidden.id);
    assert.equal(await isDue(), false);
    assert.equal(receiver.received.length, heard);
    await send(site, 'admin', 'project', 'PATCH', `folders/${hidden.id}`, {
      folder: { explicit_permissions: false },
    });
    await quiet();
    await until(() => receiver.received.length === heard + 1, 'the hint that it is open');
    await send(site, 'admin', 'project', 'PATCH', `folders/${hidden.id}`, {
      folder: { explicit_permissions: true },
    });
    await quiet();
    await until(() => receiver.received.length === heard + 2, 'the hint that it is gone');
  });

  it('are not for an app that could not look: disconnected, or of nobody who may', async () => {
    await subscribe();
    await setConnected(false);
    await changedByOthers();
    await quiet();
    assert.equal(receiver.received.length, 0);
    await setConnected(true);
    await setLevels('None');
    await changedByOthers();
    await quiet();
    assert.equal(receiver.received.length, 0);
    await setLevels('Standard');
    await changedByOthers();
    await quiet();
    await until(() => receiver.received.length === 1, 'the hint to an app that may look');
  });

  it('are decided again when they are sent: not sent to an app that was disconnected meanwhile, or by nobody who may look', async () => {
    await subscribe();
    for (const [end, begin] of [
      [() => setConnected(false), () => setConnected(true)],
      [() => setLevels('None'), () => setLevels('Standard')],
    ] as const) {
      receiver.answerWith(503);
      const before = receiver.received.length;
      await changedByOthers();
      await until(() => receiver.received.length > before, 'an attempt');
      await end();
      receiver.answerWith(200);
      const tried = receiver.received.length;
      site.platform.clock.advance(3_600_000);
      await until(async () => (await waiting()) === 0, 'what waits to be given up');
      assert.equal(receiver.received.length, tried);
      await begin();
    }
  });

  it('are not sent once a disconnection was answered, however it and the deliverers of two nodes meet', async () => {
    await subscribe();
    const { house, clock } = site.platform;
    const nodes = [deliverer(house, eventQueue(mayStillKnow)), deliverer(house, eventQueue(mayStillKnow))];
    for (let turn = 0; turn < 6; turn += 1) {
      receiver.answerWith(503);
      await setConnected(true);
      await changedByOthers();
      await until(async () => !(await isDue()), 'the hint to be written');
      await Promise.all([...nodes.map((node) => node.round()), setConnected(false)]);
      // What was on the wire by then arrives; what begins from now on does not.
      await Promise.all(nodes.map((node) => node.settled()));
      await until(async () => (await attempting()) === 0, 'attempts under way');
      const tried = receiver.received.length;
      receiver.answerWith(200);
      clock.advance(3_600_000);
      await until(async () => (await waiting()) === 0, 'what waits to be given up');
      assert.equal(receiver.received.length, tried);
    }
    await setConnected(true);
    for (const node of nodes) await node.stop();
  });

  it('of before a disconnection are in no list that the app reads afterwards', async () => {
    await subscribe();
    await changedByOthers();
    await quiet();
    const listed = async () => {
      const { house, clock } = site.platform;
      const app = { appId, environment: 'production' } as const;
      const slice = { after: null, before: clock.now(), limit: 100 };
      const events = await house.database.read((tx) => listEventsAfter(tx, app, slice));
      return events.filter(({ event }) => event === 'documents_changed').length;
    };
    assert.ok((await listed()) > 0);
    await setConnected(false);
    assert.equal(await listed(), 0);
    await setConnected(true);
  });

  it('of a place that cannot be told of hold up no other place', async () => {
    await subscribe();
    const { house } = site.platform;
    await refuseRows(house, 'app_events', sql`new.data = '{"project_id":null}'`);
    await house.database.write((tx) =>
      tx.updateTable('document_sequences').set({ hint_due_at: 1 }).where('project_id', '=', 0).execute(),
    );
    await changedByOthers();
    await until(() => receiver.received.length > 0, 'the other place to be told of');
    assert.deepEqual(receiver.received[0]?.event.data, { project_id: site.projectId });
    assert.equal(await isDue(), true);
    await refuseRows(house, 'app_events', false);
    await until(() => receiver.received.length === 2, 'the place that failed');
  });

  it('do not pile up: of a place one waits, whatever happens there and however long nobody answers', async () => {
    await subscribe();
    receiver.answerWith(503);
    for (let at = 0; at < 5; at += 1) {
      await folderOf(site, 'standard', 'project', `Busy ${at}`);
      // Two nodes at once.
      await Promise.all([tellOfDocuments(site.platform.house), tellOfDocuments(site.platform.house)]);
    }
    assert.ok((await waiting()) <= 1);
    await until(() => receiver.received.length >= 1, 'an attempt');
    await folderOf(site, 'standard', 'project', 'Busy at last');
    await until(async () => !(await isDue()), 'the last change to be told of');
    assert.equal(await waiting(), 1);
    receiver.answerWith(200);
    const before = receiver.received.length;
    site.platform.clock.advance(3_600_000);
    await quiet();
    assert.ok(receiver.received.length > before);
  });

  /** Deliveries that a node has claimed and not settled: they are due again only after its lease. */
  async function attempting(): Promise<number> {
    return await site.platform.house.database.read(async (tx) => {
      const rows = await tx
        .selectFrom('event_deliveries')
        .innerJoin('event_subscriptions', 'event_subscriptions.id', 'event_deliveries.subscription_id')
        .select('event_deliveries.id')
        .where('delivered_at', 'is', null)
        .where('discarded_at', 'is', null)
        .where('attempts', '>', 0)
        .where('failures', '=', 0)
        .execute();
      return rows.length;
    });
  }

  /** As a change leaves it that somebody made without the app. */
  async function changedByOthers(): Promise<void> {
    const { house } = site.platform;
    await house.database.write((tx) =>
      tx
        .updateTable('document_sequences')
        .set({ hint_due_at: house.clock.now() })
        .where('company_id', '=', site.companyId)
        .where('project_id', '=', site.projectId)
        .execute(),
    );
  }
});
