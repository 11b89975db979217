import {
  WebhookScopeQuery,
  WebhookTrigger,
  WebhookTriggerBody,
  WebhookTriggersBody,
  WebhookTriggersBodyV2,
  WebhookTriggersRemoval,
  WebhookTriggersRemovalV2,
  WebhookTriggerV2,
} from '@gatehouse/wire';
import Type from 'typebox';
import { type Origin, record } from '../audit/audit.ts';
import type { House } from '../house.ts';
import { fieldErrors, type Refused, type RestReply, refuse } from '../rest/rest-call.ts';
import { type RestRoute, restRoute } from '../rest/rest-route.ts';
import type { ChangeOfResource } from '../schema/tables.ts';
import {
  type Dialect,
  dialects,
  type HookCall,
  hooksRight,
  OfHookParams,
  OneOfHookParams,
  ownerOf,
  ownHook,
  scopeOf,
} from './dialects.ts';
import { findHook, type HookScope } from './hook-store.ts';
import { triggerView, triggerViewV2 } from './hook-view.ts';
import { faultIn } from './resources.ts';
import { insertTrigger, listTriggers, removeTrigger, type Trigger } from './trigger-store.ts';

const mostInBulk = 500;
const tooMany: RestReply = {
  status: 413,
  body: { errors: `Exceeded limit of ${mostInBulk} triggers per request` },
};

/** Of which changes a hook is told (wire reference C.11). */
export function triggerRoutes(house: House): RestRoute[] {
  return dialects.flatMap((dialect) => [
    list(house, dialect),
    create(house, dialect),
    remove(house, dialect),
    createMany(house, dialect),
    removeMany(house, dialect),
  ]);
}

function list(house: House, { version, prefix, names }: Dialect): RestRoute {
  const item = version === 'v1' ? WebhookTrigger : WebhookTriggerV2;
  return restRoute(house, {
    method: 'GET',
    path: `${prefix}/hooks/:hook_id/triggers`,
    summary: 'Of which changes a hook is told.',
    right: hooksRight,
    audit: [],
    on: 'single',
    params: OfHookParams,
    query: WebhookScopeQuery,
    reply: version === 'v1' ? Type.Array(item) : Type.Object({ data: Type.Array(item) }),
    names,
    async handle(call) {
      const scope = await scopeOf(house, call);
      if ('refused' in scope) return scope;
      const hook = await findHook(call.tx, scope, ownerOf(call), call.params.hook_id);
      if (hook === undefined) return refuse('item_hidden');
      const triggers = await listTriggers(call.tx, scope.companyId, call.params.hook_id);
      return { status: 200, body: inDialect(version, scope, triggers) };
    },
  });
}

function create(house: House, { version, prefix, names }: Dialect): RestRoute {
  return restRoute(house, {
    method: 'POST',
    path: `${prefix}/hooks/:hook_id/triggers`,
    summary: 'Has a hook told of one kind of change.',
    right: hooksRight,
    audit: ['webhook.triggers_changed'],
    on: 'single',
    params: OfHookParams,
    query: WebhookScopeQuery,
    body: WebhookTriggerBody,
    reply: version === 'v1' ? WebhookTrigger : Type.Object({ data: WebhookTriggerV2 }),
    names,
    namesCompanyInBody: true,
    async handle(call) {
      const { body, tx, place, params } = call;
      const scope = await scopeOfHook(house, call);
      if (!('companyId' in scope)) return scope;
      const { resource_name: resource, event_type: type } = { ...body, ...body.trigger };
      if (resource === undefined || type === undefined)
        return fieldErrors(
          {
            ...(resource === undefined ? { resource_name: ['is missing: send text'] } : {}),
            ...(type === undefined ? { event_type: ['is missing: send create, update or delete'] } : {}),
          },
          400,
        );
      const fault = faultIn(resource, type);
      if (fault !== undefined) return fieldErrors(fault);
      const wished = { personId: place.personId, resource, type, at: house.clock.now() };
      const trigger = await insertTrigger(tx, scope.companyId, params.hook_id, wished);
      if (trigger === undefined) return fieldErrors({ base: ['The hook is told of this already'] }, 409);
      await noted(house, call, scope, { added: 1 });
      return { status: 201, body: inDialect(version, scope, trigger) };
    },
  });
}

function remove(house: House, { version, prefix, names }: Dialect): RestRoute {
  return restRoute(house, {
    method: 'DELETE',
    path: `${prefix}/hooks/:hook_id/triggers/:id`,
    summary: 'Has a hook told of one kind of change no more.',
    right: hooksRight,
    audit: ['webhook.triggers_changed'],
    on: 'single',
    params: OneOfHookParams,
    query: WebhookScopeQuery,
    reply: version === 'v1' ? Type.Object({}) : null,
    names,
    async handle(call) {
      const scope = await scopeOfHook(house, call);
      if (!('companyId' in scope)) return scope;
      if (!(await removeTrigger(call.tx, scope.companyId, call.params.hook_id, call.params.id)))
        return refuse('item_hidden');
      await noted(house, call, scope, { removed: 1 });
      return version === 'v1' ? { status: 200, body: {} } : { status: 204 };
    },
  });
}

function createMany(house: House, { version, prefix, names }: Dialect): RestRoute {
  return restRoute(house, {
    method: 'POST',
    path: `${prefix}/hooks/:hook_id/triggers/bulk`,
    summary: `Has a hook told of many kinds of changes, ${mostInBulk} at most; a wrong one stops no other.`,
    right: hooksRight,
    audit: ['webhook.triggers_changed'],
    on: 'single',
    params: OfHookParams,
    query: WebhookScopeQuery,
    body: version === 'v1' ? WebhookTriggersBody : WebhookTriggersBodyV2,
    reply: Type.Object({
      success: Type.Array(Type.Unknown()),
      failed: Type.Optional(Type.Array(Type.Unknown())),
    }),
    names,
    namesCompanyInBody: true,
    async handle(call) {
      const { body, tx, place, params } = call;
      const scope = await scopeOfHook(house, call);
      if (!('companyId' in scope)) return scope;
      const wishes = Array.isArray(body) ? body : body.triggers;
      if (wishes.length > mostInBulk) return tooMany;
      const at = house.clock.now();
      const success: unknown[] = [];
      const failed: unknown[] = [];
      for (const wish of wishes) {
        const type = wish.event_type.toLowerCase() as ChangeOfResource;
        const fault = faultIn(wish.resource_name, type);
        const wished = { personId: place.personId, resource: wish.resource_name, type, at };
        const made =
          fault === undefined ? await insertTrigger(tx, scope.companyId, params.hook_id, wished) : undefined;
        if (made !== undefined)
          success.push(version === 'v1' ? triggerView(scope, made) : triggerViewV2(scope, made));
        else failed.push(failure(wish, fault ?? { base: ['The hook is told of this already'] }));
      }
      if (success.length > 0) await noted(house, call, scope, { added: success.length });
      return failed.length === 0
        ? { status: 200, body: { success } }
        : { status: 207, body: { success, failed } };
    },
  });
}

function removeMany(house: House, { version, prefix, names }: Dialect): RestRoute {
  return restRoute(house, {
    method: 'DELETE',
    path: `${prefix}/hooks/:hook_id/triggers/bulk`,
    summary: `Has a hook told of many kinds of changes no more, ${mostInBulk} at most.`,
    right: hooksRight,
    audit: ['webhook.triggers_changed'],
    on: 'single',
    params: OfHookParams,
    query: WebhookScopeQuery,
    body: version === 'v1' ? WebhookTriggersRemoval : WebhookTriggersRemovalV2,
    reply: Type.Object({
      success: Type.Array(Type.Unknown()),
      failed: Type.Optional(Type.Array(Type.Unknown())),
    }),
    names,
    namesCompanyInBody: true,
    async handle(call) {
      const { body, tx, params } = call;
      const scope = await scopeOfHook(house, call);
      if (!('companyId' in scope)) return scope;
      const ids = Array.isArray(body) ? body : body.triggers;
      if (ids.length > mostInBulk) return tooMany;
      const success: (string | number)[] = [];
      const failed: unknown[] = [];
      for (const id of ids) {
        const shown = version === 'v1' ? id : String(id);
        if (await removeTrigger(tx, scope.companyId, params.hook_id, id)) success.push(shown);
        else failed.push(failure(shown, { id: ['is no trigger of this hook'] }));
      }
      if (success.length > 0) await noted(house, call, scope, { removed: success.length });
      return failed.length === 0
        ? { status: 200, body: { success } }
        : { status: 207, body: { success, failed } };
    },
  });
}

function failure(trigger: unknown, errors: Readonly<Record<string, readonly string[]>>) {
  const [[field, [message = ''] = []] = ['base', []]] = Object.entries(errors);
  return { code: 422, message: `${field} ${message}`, trigger, errors };
}

type OfHook = HookCall & { readonly params: { readonly hook_id: number } };

/** The scope of a hook that the caller made; any other is not there. */
async function scopeOfHook(house: House, call: OfHook): Promise<HookScope | Refused | RestReply> {
  const scope = await scopeOf(house, call);
  if ('refused' in scope) return scope;
  const hook = await ownHook(call, scope, call.params.hook_id);
  return 'url' in hook ? scope : hook;
}

async function noted(
  house: House,
  call: OfHook & { readonly origin: Origin },
  { companyId, projectId }: HookScope,
  details: Readonly<Record<string, number>>,
): Promise<void> {
  await record(house, call.tx as Parameters<typeof record>[1], call.origin, {
    event: 'webhook.triggers_changed',
    companyId,
    subject: `webhook:${call.params.hook_id}`,
    details: { projectId, ...details },
  });
}

function inDialect(version: Dialect['version'], scope: HookScope, triggers: Trigger | readonly Trigger[]) {
  const view = (trigger: Trigger) =>
    version === 'v1' ? triggerView(scope, trigger) : triggerViewV2(scope, trigger);
  const body = Array.isArray(triggers) ? triggers.map(view) : view(triggers as Trigger);
  return version === 'v1' ? body : { data: body };
}
