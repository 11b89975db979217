import type {
  WebhookDelivery,
  WebhookDeliveryV2,
  WebhookHook,
  WebhookHookV2,
  WebhookTrigger,
  WebhookTriggerV2,
} from '@gatehouse/wire';
import type { House } from '../house.ts';
import { timestamp } from '../rest/timestamp.ts';
import { masked, openAuthorization } from './hook-authorization.ts';
import { type HookDelivery, standingOf } from './hook-delivery-store.ts';
import type { Hook, HookScope } from './hook-store.ts';
import { payloadOf } from './payload.ts';
import type { Trigger } from './trigger-store.ts';

const textOf = (id: number | null) => (id === null ? null : String(id));

export function hookView(house: Pick<House, 'keys'>, hook: Hook): WebhookHook {
  return {
    id: hook.id,
    api_version: hook.apiVersion,
    namespace: hook.namespace,
    destination_url: hook.url,
    destination_headers: headersOf(house, hook),
    owned_by_company_id: hook.companyId,
    owned_by_project_id: hook.projectId,
    owned_by_user_id: hook.personId,
  };
}

export function hookViewV2(house: Pick<House, 'keys'>, hook: Hook): WebhookHookV2 {
  return {
    id: String(hook.id),
    payload_version: hook.apiVersion,
    namespace: hook.namespace,
    destination_url: hook.url,
    destination_headers: headersOf(house, hook),
    owned_by_company_id: String(hook.companyId),
    owned_by_project_id: textOf(hook.projectId),
    owned_by_user_id: String(hook.personId),
    status: hook.disabled ? 'disabled' : 'active',
    trigger_count: hook.triggers,
    created_at: timestamp(hook.createdAt),
    updated_at: timestamp(hook.updatedAt),
  };
}

function headersOf(
  house: Pick<House, 'keys'>,
  { authorizationSealed, companyId, url }: Hook,
): WebhookHook['destination_headers'] {
  if (authorizationSealed === null) return {};
  return { Authorization: masked(openAuthorization(house, { companyId, url }, authorizationSealed)) };
}

export function triggerView({ companyId, projectId }: HookScope, trigger: Trigger): WebhookTrigger {
  return {
    id: trigger.id,
    webhook_hook_id: trigger.hookId,
    resource_name: trigger.resource,
    resource_id: null,
    event_type: trigger.type.toUpperCase() as WebhookTrigger['event_type'],
    company_id: companyId,
    project_id: projectId,
    user_id: trigger.personId,
  };
}

export function triggerViewV2(scope: HookScope, trigger: Trigger): WebhookTriggerV2 {
  const view = triggerView(scope, trigger);
  return {
    ...view,
    id: String(view.id),
    webhook_hook_id: String(view.webhook_hook_id),
    resource_id: null,
    company_id: String(view.company_id),
    project_id: textOf(view.project_id),
    user_id: String(view.user_id),
  };
}

export function deliveryView({ apiVersion }: Hook, delivery: HookDelivery): WebhookDelivery {
  const standing = standingOf(delivery);
  return {
    id: delivery.id,
    event_id: delivery.eventId,
    ...shared(apiVersion, delivery),
    outcome: standing === 'enqueued' ? 'retried' : standing,
  };
}

const words = { ok: 'succeeded', enqueued: 'enqueued', retried: 'retrying', discarded: 'discarded' } as const;

export function deliveryViewV2({ apiVersion }: Hook, delivery: HookDelivery): WebhookDeliveryV2 {
  return {
    id: String(delivery.id),
    event_id: String(delivery.eventId),
    ...shared(apiVersion, delivery),
    status: words[standingOf(delivery)],
  };
}

/** What a receiver says beyond its status nobody reads, so it is not kept either. */
function shared(apiVersion: string, delivery: HookDelivery) {
  const { told, startedAt, deliveredAt, discardedAt, lastStatus, lastError } = delivery;
  const completedAt = deliveredAt ?? discardedAt;
  return {
    event: { ...payloadOf(told, apiVersion) },
    response_status: lastStatus,
    response_headers: {},
    response_body: null,
    response_error: lastError,
    started_at: startedAt === null ? null : timestamp(startedAt),
    completed_at: completedAt === null ? null : timestamp(completedAt),
  };
}
