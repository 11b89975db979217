import * as deleted from '../../webhooks/deleted-path-store.ts';
import * as fanOut from '../../webhooks/fan-out-store.ts';
import * as deliveries from '../../webhooks/hook-delivery-store.ts';
import type * as queue from '../../webhooks/hook-queue-store.ts';
import * as hooks from '../../webhooks/hook-store.ts';
import * as triggers from '../../webhooks/trigger-store.ts';
import { type Entries, nothing, open, own } from './store-entry.test-support.ts';

const page = { perPage: 100, offset: 0 };
const everyone = { kind: 'all' } as const;
const deliverer =
  'The deliverer works off what waits for all hooks; no route calls it, and no caller sees what it reads.';

/** Hooks, what they are told of, and what became of it. */
export const ofHooks = {
  'webhooks/deleted-path-store.ts': {
    findDeletedPath: nothing(async (tx, { place }, { binId }) => {
      const gone = await tx
        .selectFrom('documents')
        .select('id')
        .where('parent_id', '=', binId)
        .where('deleted_from', 'is not', null)
        .executeTakeFirstOrThrow();
      return await deleted.findDeletedPath(tx, place, gone.id);
    }),
  } satisfies Entries<typeof deleted>,
  'webhooks/fan-out-store.ts': {
    actsForItself: nothing((tx, who, { clientId, contactId }) =>
      fanOut.actsForItself(tx, who.companyId, clientId, contactId),
    ),
    hooksFor: nothing((tx, who, { untold }) => fanOut.hooksFor(tx, who.companyId, untold)),
    insertHookDeliveries: nothing(async (tx, who, { untold, hookId, now }) => {
      // The platform of the test may have queued it meanwhile.
      await tx.deleteFrom('webhook_deliveries').where('event_id', '=', untold.id).execute();
      await fanOut.insertHookDeliveries(tx, who.companyId, { hookIds: [hookId], eventId: untold.id, now });
      return await tx
        .selectFrom('webhook_deliveries')
        .select('id')
        .where('event_id', '=', untold.id)
        .execute();
    }),
    putOffEvent: open(deliverer),
    takeEvent: nothing(async (tx, who, { untold, now }) => {
      // The platform of the test may have taken it meanwhile.
      await tx.updateTable('resource_events').set({ told_at: null }).where('id', '=', untold.id).execute();
      return await fanOut.takeEvent(tx, who.companyId, untold.id, now);
    }),
    waitingEvents: open(deliverer),
  } satisfies Entries<typeof fanOut>,
  'webhooks/hook-delivery-store.ts': {
    listHookDeliveries: nothing((tx, who, { hookId }) =>
      deliveries.listHookDeliveries(tx, who.companyId, hookId, { states: undefined }, page),
    ),
    restartHookDelivery: nothing(async (tx, who, { hookId, now }) => {
      const delivery = await tx
        .selectFrom('webhook_deliveries')
        .select('id')
        .where('hook_id', '=', hookId)
        .executeTakeFirstOrThrow();
      await tx.updateTable('webhook_deliveries').set({ attempts: 1 }).where('id', '=', delivery.id).execute();
      return await deliveries.restartHookDelivery(tx, who.companyId, hookId, { id: delivery.id, now });
    }),
    standingOf: open('It says a word about a row that was found already, and asks no database.'),
    toldFrom: open('It reads a row that was found already, and asks no database.'),
  } satisfies Entries<typeof deliveries>,
  'webhooks/hook-queue-store.ts': {
    claimHookDelivery: open(deliverer),
    dueHooks: open(deliverer),
    giveUp: open(deliverer),
    releaseHookClaim: open(deliverer),
    settleHookArrived: open(deliverer),
    settleHookFailed: open(deliverer),
  } satisfies Entries<typeof queue>,
  'webhooks/hook-store.ts': {
    changeHook: nothing((tx, who, { hookId, now }) =>
      hooks.changeHook(tx, who.companyId, hookId, {
        api_version: 'v9',
        namespace: 'taken-over',
        url: 'https://evil.example/hook',
        authorization_sealed: null,
        disabled_at: null,
        updated_at: now,
      }),
    ),
    countHooks: nothing((tx, who) => hooks.countHooks(tx, who.companyId)),
    findHook: nothing((tx, { companyId }, { hookId }) =>
      hooks.findHook(tx, { companyId, projectId: null }, everyone, hookId),
    ),
    insertHook: own((tx, who, { now }) =>
      hooks.insertHook(tx, who.companyId, {
        project_id: null,
        person_id: who.adminId,
        client_id: null,
        api_version: 'v2',
        namespace: 'own',
        url: 'https://hooks.example/own',
        authorization_sealed: null,
        created_at: now,
        updated_at: now,
        disabled_at: null,
      }),
    ),
    listHooks: nothing(async (tx, { companyId }) => {
      const { hooks: listed } = await hooks.listHooks(tx, { companyId, projectId: null }, everyone, {}, page);
      return listed;
    }),
    removeHook: nothing((tx, who, { hookId, now }) => hooks.removeHook(tx, who.companyId, hookId, now)),
  } satisfies Entries<typeof hooks>,
  'webhooks/trigger-store.ts': {
    insertTrigger: own((tx, who, { hookId, now }) =>
      triggers.insertTrigger(tx, who.companyId, hookId, {
        personId: who.adminId,
        resource: 'Company Users',
        type: 'create',
        at: now,
      }),
    ),
    listTriggers: nothing((tx, who, { hookId }) => triggers.listTriggers(tx, who.companyId, hookId)),
    removeTrigger: nothing((tx, who, { hookId, triggerId }) =>
      triggers.removeTrigger(tx, who.companyId, hookId, triggerId),
    ),
  } satisfies Entries<typeof triggers>,
};
