import Type, { type Static, type StaticDecode, type TSchema } from 'typebox';
import { IdInput } from './input.ts';
import { Nullable, Timestamp } from './output.ts';
import { PageQuery } from './query.ts';

const text = Type.Optional(Type.String({ minLength: 1, maxLength: 200 }));
const scope = { company_id: Type.Optional(IdInput), project_id: Type.Optional(IdInput) };

const hookFields = {
  api_version: text,
  /** What v2.0 calls the version. */
  payload_version: text,
  destination_url: Type.Optional(Type.String({ maxLength: 2048 })),
  namespace: Type.Optional(Type.String({ pattern: '^[a-z0-9-]{1,64}$' })),
  destination_headers: Type.Optional(
    Type.Object({
      Authorization: Type.Optional(Type.String({ pattern: '^[\\x20-\\x7e]{0,4096}$' })),
    }),
  ),
  status: Type.Optional(Type.Enum(['active', 'disabled'])),
};

/** The body of POST and PATCH …/webhooks/hooks: wrapped as v1.0 documents it, or flat as v2.0 and one client send it. */
export const WebhookHookBody = Type.Object({
  ...scope,
  ...hookFields,
  hook: Type.Optional(Type.Object(hookFields)),
});
export type WebhookHookBody = StaticDecode<typeof WebhookHookBody>;

export const WebhookHooksQuery = Type.Object({
  ...PageQuery.properties,
  ...scope,
  namespace: text,
  api_version: text,
  payload_version: text,
});
export type WebhookHooksQuery = StaticDecode<typeof WebhookHooksQuery>;

const EventType = Type.Enum(['create', 'update', 'delete']);

const triggerFields = { resource_name: text, event_type: Type.Optional(EventType) };

export const WebhookTriggerBody = Type.Object({
  ...scope,
  ...triggerFields,
  api_version: text,
  payload_version: text,
  trigger: Type.Optional(Type.Object(triggerFields)),
});
export type WebhookTriggerBody = StaticDecode<typeof WebhookTriggerBody>;

const TriggerWish = Type.Object({ resource_name: Type.String(), event_type: Type.String() });

/** POST and DELETE …/triggers/bulk; in v2.0 the body is the list alone. */
export const WebhookTriggersBody = Type.Object({
  ...scope,
  api_version: text,
  triggers: Type.Array(TriggerWish),
});
export const WebhookTriggersBodyV2 = Type.Array(TriggerWish);
export const WebhookTriggersRemoval = Type.Object({ ...scope, triggers: Type.Array(IdInput) });
export const WebhookTriggersRemovalV2 = Type.Array(IdInput);

const state = Type.Optional(Type.String());

export const WebhookDeliveriesQuery = Type.Object({
  ...PageQuery.properties,
  ...scope,
  page_size: Type.Optional(IdInput),
  /** The id of the last delivery of the page before. */
  page_start: Type.Optional(IdInput),
  filters: Type.Optional(Type.Object({ status: state })),
  filter: Type.Optional(
    Type.Object({
      status: state,
      resource_name: state,
      event_type: Type.Optional(EventType),
      start: state,
      end: state,
    }),
  ),
});
export type WebhookDeliveriesQuery = StaticDecode<typeof WebhookDeliveriesQuery>;

const authorization = Type.Object({
  Authorization: Type.Optional(Type.String({ description: 'Its last five characters, behind asterisks.' })),
});

export const WebhookHook = Type.Object({
  id: Type.Integer(),
  api_version: Type.String({ description: 'As its maker wrote it.' }),
  namespace: Type.String(),
  destination_url: Type.String(),
  destination_headers: authorization,
  owned_by_company_id: Type.Integer(),
  owned_by_project_id: Nullable(Type.Integer()),
  owned_by_user_id: Type.Integer(),
});
export type WebhookHook = Static<typeof WebhookHook>;

/** The same in v2.0, where ids are text. */
export const WebhookHookV2 = Type.Object({
  id: Type.String(),
  payload_version: Type.String(),
  namespace: Type.String(),
  destination_url: Type.String(),
  destination_headers: authorization,
  owned_by_company_id: Type.String(),
  owned_by_project_id: Nullable(Type.String()),
  owned_by_user_id: Type.String(),
  status: Type.Enum(['active', 'disabled']),
  trigger_count: Type.Integer(),
  created_at: Timestamp,
  updated_at: Timestamp,
});
export type WebhookHookV2 = Static<typeof WebhookHookV2>;

function triggerOf<Id extends TSchema>(id: Id) {
  return Type.Object({
    id,
    webhook_hook_id: id,
    resource_name: Type.String(),
    resource_id: Nullable(id),
    event_type: Type.Enum(['CREATE', 'UPDATE', 'DELETE']),
    company_id: id,
    project_id: Nullable(id),
    user_id: id,
  });
}
export const WebhookTrigger = triggerOf(Type.Integer());
export type WebhookTrigger = Static<typeof WebhookTrigger>;
export const WebhookTriggerV2 = triggerOf(Type.String());
export type WebhookTriggerV2 = Static<typeof WebhookTriggerV2>;

const delivery = {
  event: Type.Record(Type.String(), Type.Unknown(), { description: 'What was sent.' }),
  response_status: Nullable(Type.Integer()),
  response_headers: Type.Record(Type.String(), Type.String()),
  response_body: Nullable(Type.String()),
  response_error: Nullable(Type.String()),
  started_at: Nullable(Timestamp),
  completed_at: Nullable(Timestamp),
};

export const WebhookDelivery = Type.Object({
  id: Type.Integer(),
  event_id: Type.Integer(),
  ...delivery,
  outcome: Type.Enum(['ok', 'retried', 'failed', 'discarded']),
});
export type WebhookDelivery = Static<typeof WebhookDelivery>;

export const WebhookDeliveryV2 = Type.Object({
  id: Type.String(),
  event_id: Type.String(),
  ...delivery,
  status: Type.Enum(['succeeded', 'failed', 'discarded', 'enqueued', 'retrying']),
});
export type WebhookDeliveryV2 = Static<typeof WebhookDeliveryV2>;

export const WebhookScopeQuery = Type.Object({ ...scope, payload_version: text, api_version: text });

/** What hooks can be told of. */
export const WebhookResource = Type.Object({
  name: Type.String(),
  resource_name: Type.String(),
  api_version: Type.String(),
  product_category: Type.String(),
  tools: Type.Array(Type.String()),
  except: Type.Array(Type.String()),
  create: Type.Boolean(),
  update: Type.Boolean(),
  delete: Type.Boolean(),
});
export type WebhookResource = Static<typeof WebhookResource>;
