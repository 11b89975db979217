import {
  WebhookDeliveriesQuery,
  WebhookDelivery,
  WebhookDeliveryV2,
  WebhookResource,
  WebhookScopeQuery,
} from '@gatehouse/wire';
import Type from 'typebox';
import { record } from '../audit/audit.ts';
import type { House } from '../house.ts';
import { pageRequest } from '../rest/pagination.ts';
import { refuse } from '../rest/rest-call.ts';
import { type RestRoute, restRoute } from '../rest/rest-route.ts';
import { instantFrom } from '../rest/timestamp.ts';
import {
  type Dialect,
  dialects,
  hooksRight,
  OfHookParams,
  OneOfHookParams,
  ownHook,
  ScopeParams,
  scopeOf,
} from './dialects.ts';
import { type DeliveryStanding, listHookDeliveries, restartHookDelivery } from './hook-delivery-store.ts';
import { deliveryView, deliveryViewV2 } from './hook-view.ts';
import { apiVersions, resources } from './resources.ts';

/** What became of what was told, and what can be told (wire reference C.11). */
export function deliveryRoutes(house: House): RestRoute[] {
  return dialects.flatMap((dialect) => [
    deliveries(house, dialect),
    tellable(house, dialect),
    ...(dialect.version === 'v2' ? [redeliver(house, dialect)] : []),
    ...(dialect.version === 'v1' ? [versions(house, dialect)] : []),
  ]);
}

function deliveries(house: House, { version, prefix, names }: Dialect): RestRoute {
  return restRoute(house, {
    method: 'GET',
    path: `${prefix}/hooks/:hook_id/deliveries`,
    summary: 'What was told to a hook, newest first, and what its address answered; kept for a month.',
    right: hooksRight,
    audit: [],
    on: 'single',
    params: OfHookParams,
    query: WebhookDeliveriesQuery,
    reply:
      version === 'v1' ? Type.Array(WebhookDelivery) : Type.Object({ data: Type.Array(WebhookDeliveryV2) }),
    names,
    async handle(call) {
      const { tx, query, params } = call;
      const scope = await scopeOf(house, call);
      if ('refused' in scope) return scope;
      const hook = await ownHook(call, scope, params.hook_id);
      if (!('url' in hook)) return hook;
      const { filters = {}, filter = {} } = query;
      const asked = {
        // Reference and guide of the field differ by one letter.
        states: statesOf[filters.status ?? filter.status ?? 'any'],
        resource: filter.resource_name,
        type: filter.event_type,
        from: filter.start === undefined ? undefined : instantFrom(filter.start),
        before: filter.end === undefined ? undefined : instantFrom(filter.end),
      };
      const page =
        version === 'v1'
          ? pageRequest({ page: query.page, per_page: query.page_size ?? query.per_page })
          : pageRequest({ per_page: 10, ...query }, 100);
      const listed = await listHookDeliveries(tx, scope.companyId, hook.id, asked, {
        ...page,
        behind: query.page_start,
      });
      const body =
        version === 'v1'
          ? listed.deliveries.map((each) => deliveryView(hook, each))
          : { data: listed.deliveries.map((each) => deliveryViewV2(hook, each)) };
      return { status: 200, body, page: { ...page, total: listed.total } };
    },
  });
}

function redeliver(house: House, { prefix, names }: Dialect): RestRoute {
  return restRoute(house, {
    method: 'POST',
    path: `${prefix}/hooks/:hook_id/deliveries/:id/redeliver`,
    summary: 'Tells a hook of a change again, as far as its maker may still know of it.',
    right: hooksRight,
    audit: ['webhook.redelivered'],
    on: 'single',
    params: OneOfHookParams,
    query: WebhookScopeQuery,
    reply: null,
    names,
    async handle(call) {
      const { tx, params, origin } = call;
      const scope = await scopeOf(house, call);
      if ('refused' in scope) return scope;
      const hook = await ownHook(call, scope, params.hook_id);
      if (!('url' in hook)) return hook;
      const { companyId, projectId } = scope;
      const which = { id: params.id, now: house.clock.now() };
      if (!(await restartHookDelivery(tx, companyId, hook.id, which))) return refuse('item_hidden');
      await record(house, tx, origin, {
        event: 'webhook.redelivered',
        companyId,
        subject: `webhook:${hook.id}`,
        details: { projectId, delivery: params.id },
      });
      return { status: 204 };
    },
  });
}

/** What each word of the filters asks for; any other asks for all. */
const statesOf: Readonly<Record<string, readonly DeliveryStanding[]>> = {
  successful: ['ok'],
  succeeded: ['ok'],
  failing: ['retried'],
  failed: ['retried'],
  retrying: ['retried'],
  enqueued: ['enqueued'],
  discarded: ['discarded'],
};

function tellable(house: House, { version, prefix, names }: Dialect): RestRoute {
  const list = Type.Array(WebhookResource);
  return restRoute(house, {
    method: 'GET',
    path: `${prefix}/resources`,
    summary: 'Of which changes a hook can be told.',
    right: hooksRight,
    audit: [],
    params: ScopeParams,
    query: WebhookScopeQuery,
    reply: version === 'v1' ? list : Type.Object({ data: list }),
    names,
    async handle(call) {
      const scope = await scopeOf(house, call);
      if ('refused' in scope) return scope;
      const { query } = call;
      const api_version = query.payload_version ?? query.api_version ?? apiVersions[0];
      const body = Object.entries(resources).map(
        ([name, { tool, types }]): WebhookResource => ({
          name,
          resource_name: name,
          api_version,
          product_category: 'core',
          tools: [tool],
          except: [],
          create: types.includes('create'),
          update: types.includes('update'),
          delete: types.includes('delete'),
        }),
      );
      return { status: 200, body: version === 'v1' ? body : { data: body } };
    },
  });
}

function versions(house: House, { prefix, names }: Dialect): RestRoute {
  return restRoute(house, {
    method: 'GET',
    path: `${prefix}/resources/api_versions`,
    summary: 'The versions in which hooks can be told.',
    right: hooksRight,
    audit: [],
    params: ScopeParams,
    query: WebhookScopeQuery,
    reply: Type.Array(Type.String()),
    names,
    handle: async () => ({ status: 200, body: apiVersions }),
  });
}
