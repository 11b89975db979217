import {
  WebhookHook,
  WebhookHookBody,
  WebhookHooksQuery,
  WebhookHookV2,
  WebhookScopeQuery,
} from '@gatehouse/wire';
import Type from 'typebox';
import { record } from '../audit/audit.ts';
import { endpointFixes } from '../events/endpoint-fixes.ts';
import { addressRulesFor } from '../events/endpoint-rules.ts';
import { readEndpointUrl } from '../events/endpoint-url.ts';
import type { House } from '../house.ts';
import { pageRequest } from '../rest/pagination.ts';
import { fieldErrors, refuse } from '../rest/rest-call.ts';
import { type RestRoute, restRoute } from '../rest/rest-route.ts';
import {
  type Dialect,
  dialects,
  HookParams,
  hooksRight,
  ownerOf,
  ownHook,
  ScopeParams,
  scopeOf,
} from './dialects.ts';
import { openAuthorization, sealAuthorization } from './hook-authorization.ts';
import {
  changeHook,
  countHooks,
  findHook,
  type Hook,
  insertHook,
  listHooks,
  removeHook,
} from './hook-store.ts';
import { hookView, hookViewV2 } from './hook-view.ts';

/** Enough for every system that wants to know; each is one more request for each change. */
const most = 100;
/** Each is asked about at every change of the company, in one unit. */
const mostOfCompany = 1_000;

/** Addresses to which changes are told, of a company or one of its projects (wire reference C.11). */
export function hookRoutes(house: House): RestRoute[] {
  return dialects.flatMap((dialect) => [
    list(house, dialect),
    create(house, dialect),
    change(house, dialect),
    remove(house, dialect),
  ]);
}

function list(house: House, { version, prefix, names }: Dialect): RestRoute {
  const item = version === 'v1' ? WebhookHook : WebhookHookV2;
  return restRoute(house, {
    method: 'GET',
    path: `${prefix}/hooks`,
    summary: 'The addresses that are told of changes; an app lists its own.',
    right: hooksRight,
    audit: [],
    params: ScopeParams,
    query: WebhookHooksQuery,
    reply: version === 'v1' ? Type.Array(item) : Type.Object({ data: Type.Array(item) }),
    names,
    async handle(call) {
      const { query, tx } = call;
      const scope = await scopeOf(house, call);
      if ('refused' in scope) return scope;
      const page = version === 'v1' ? pageRequest(query) : pageRequest({ per_page: 10, ...query }, 100);
      const filter = { namespace: query.namespace, apiVersion: query.api_version ?? query.payload_version };
      const { total, hooks } = await listHooks(tx, scope, ownerOf(call), filter, page);
      return { status: 200, body: inDialect(house, version, hooks), page: { ...page, total } };
    },
  });
}

function create(house: House, { version, prefix, names }: Dialect): RestRoute {
  return restRoute(house, {
    method: 'POST',
    path: `${prefix}/hooks`,
    summary: 'Adds an address; triggers say of which changes it is told.',
    right: hooksRight,
    audit: ['webhook.created'],
    needsProof: true,
    params: ScopeParams,
    query: WebhookScopeQuery,
    body: WebhookHookBody,
    reply: version === 'v1' ? WebhookHook : Type.Object({ data: WebhookHookV2 }),
    names,
    namesCompanyInBody: true,
    async handle(call) {
      const { body, tx, origin, caller, place } = call;
      const scope = await scopeOf(house, call);
      if ('refused' in scope) return scope;
      const wished = wishesOf(body);
      const missing = missingIn(version, wished);
      if (missing !== undefined) return fieldErrors(missing, 400);
      const { url = '', apiVersion = '' } = wished;
      const read = readEndpointUrl(url, addressRulesFor(house.settings, url));
      if (!read.ok) return fieldErrors({ destination_url: [endpointFixes[read.fault]] });
      const all = { perPage: 1, offset: 0 };
      if ((await listHooks(tx, scope, ownerOf(call), {}, all)).total >= most)
        return fieldErrors({ base: [`There are ${most} hooks at most: remove one first`] });
      if ((await countHooks(tx, scope.companyId)) >= mostOfCompany)
        return fieldErrors({
          base: [`A company has ${mostOfCompany} hooks at most: an admin has to remove one first`],
        });
      const now = house.clock.now();
      const { companyId, projectId } = scope;
      const id = await insertHook(tx, companyId, {
        project_id: projectId,
        person_id: place.personId,
        client_id: caller.kind === 'app' ? caller.claims.clientId : null,
        api_version: apiVersion,
        namespace: wished.namespace ?? 'procore',
        url,
        authorization_sealed: sealed(house, { companyId, url }, wished.authorization),
        created_at: now,
        updated_at: now,
        disabled_at: wished.disabled === true ? now : null,
      });
      const hook = await findHook(tx, scope, { kind: 'all' }, id);
      if (hook === undefined) throw new Error('a hook that was just made is not there');
      await record(house, tx, origin, {
        event: 'webhook.created',
        companyId,
        subject: `webhook:${id}`,
        details: { projectId, host: read.url.host },
      });
      return { status: 201, body: inDialect(house, version, hook) };
    },
  });
}

function change(house: House, { version, prefix, names }: Dialect): RestRoute {
  return restRoute(house, {
    method: 'PATCH',
    path: `${prefix}/hooks/:id`,
    summary: 'Changes an address, its version or its header; an Admin disables those of others.',
    right: hooksRight,
    audit: ['webhook.changed'],
    needsProof: true,
    on: 'single',
    params: HookParams,
    query: WebhookScopeQuery,
    body: WebhookHookBody,
    reply: version === 'v1' ? WebhookHook : Type.Object({ data: WebhookHookV2 }),
    names,
    namesCompanyInBody: true,
    async handle(call) {
      const { body, params, tx, origin } = call;
      const scope = await scopeOf(house, call);
      if ('refused' in scope) return scope;
      const wished = wishesOf(body);
      const { disabled: silence, ...rest } = wished;
      const onlySilences = silence === true && Object.values(rest).every((each) => each === undefined);
      const found = onlySilences ? await findHook(tx, scope, ownerOf(call), params.id) : undefined;
      const hook = found ?? (await ownHook(call, scope, params.id));
      if (!('url' in hook)) return hook;
      const { companyId } = scope;
      const url = wished.url ?? hook.url;
      const read = readEndpointUrl(url, addressRulesFor(house.settings, url));
      if (!read.ok) return fieldErrors({ destination_url: [endpointFixes[read.fault]] });
      // A header is a credential of the old address: to another host it goes only where it is sent anew.
      const kept =
        hook.authorizationSealed === null || new URL(hook.url).origin !== read.url.origin
          ? undefined
          : openAuthorization(house, { companyId, url: hook.url }, hook.authorizationSealed);
      const now = house.clock.now();
      const disabled = wished.disabled ?? hook.disabled;
      await changeHook(tx, companyId, hook.id, {
        api_version: wished.apiVersion ?? hook.apiVersion,
        namespace: wished.namespace ?? hook.namespace,
        url,
        authorization_sealed: sealed(house, { companyId, url }, wished.authorization ?? kept),
        disabled_at: disabled ? now : null,
        updated_at: now,
      });
      await record(house, tx, origin, {
        event: 'webhook.changed',
        companyId,
        subject: `webhook:${hook.id}`,
        details: { projectId: scope.projectId, host: read.url.host, disabled },
      });
      const changed = await findHook(tx, scope, { kind: 'all' }, hook.id);
      if (changed === undefined) throw new Error('a hook that was just changed is not there');
      return { status: 200, body: inDialect(house, version, changed) };
    },
  });
}

function remove(house: House, { version, prefix, names }: Dialect): RestRoute {
  return restRoute(house, {
    method: 'DELETE',
    path: `${prefix}/hooks/:id`,
    summary: 'Removes an address with its triggers; what still waits for it is never sent.',
    right: hooksRight,
    audit: ['webhook.removed'],
    on: 'single',
    params: HookParams,
    query: WebhookScopeQuery,
    reply: version === 'v1' ? Type.Object({}) : null,
    names,
    async handle(call) {
      const { params, tx, origin } = call;
      const scope = await scopeOf(house, call);
      if ('refused' in scope) return scope;
      const hook = await findHook(tx, scope, ownerOf(call), params.id);
      const { companyId, projectId } = scope;
      if (hook === undefined || !(await removeHook(tx, companyId, hook.id, house.clock.now())))
        return refuse('item_hidden');
      await record(house, tx, origin, {
        event: 'webhook.removed',
        companyId,
        subject: `webhook:${hook.id}`,
        details: { projectId },
      });
      return version === 'v1' ? { status: 200, body: {} } : { status: 204 };
    },
  });
}

interface Wishes {
  readonly url: string | undefined;
  readonly apiVersion: string | undefined;
  readonly namespace: string | undefined;
  readonly authorization: string | undefined;
  readonly disabled: boolean | undefined;
}

/** Wrapped or flat, as clients of the field send it. */
function wishesOf(body: WebhookHookBody): Wishes {
  const fields = { ...body, ...body.hook };
  return {
    url: fields.destination_url,
    apiVersion: fields.api_version ?? fields.payload_version,
    namespace: fields.namespace,
    authorization: fields.destination_headers?.Authorization,
    disabled: fields.status === undefined ? undefined : fields.status === 'disabled',
  };
}

function missingIn(version: Dialect['version'], { url, apiVersion }: Wishes) {
  const missing = {
    ...(url === undefined ? { destination_url: ['is missing: send an https address'] } : {}),
    ...(apiVersion === undefined
      ? { [version === 'v1' ? 'api_version' : 'payload_version']: ['is missing: send v2.0 or v4.0'] }
      : {}),
  };
  return Object.keys(missing).length === 0 ? undefined : missing;
}

function sealed(
  house: House,
  bound: { readonly companyId: number; readonly url: string },
  header: string | undefined,
): string | null {
  return header === undefined || header === '' ? null : sealAuthorization(house, bound, header);
}

function inDialect(house: House, version: Dialect['version'], hooks: Hook | readonly Hook[]) {
  const view = (hook: Hook) => (version === 'v1' ? hookView(house, hook) : hookViewV2(house, hook));
  const body = Array.isArray(hooks) ? hooks.map(view) : view(hooks as Hook);
  return version === 'v1' ? body : { data: body };
}
