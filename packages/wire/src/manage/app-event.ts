import Type, { type Static, type StaticDecode } from 'typebox';
import { IdInput } from '../rest/input.ts';
import { NamedReference, Nullable, Timestamp } from '../rest/output.ts';
import { PageQuery } from '../rest/query.ts';
import { Environment } from './app-client.ts';

export const AppEventName = Type.Enum([
  'installed',
  'updated',
  'projects_changed',
  'disconnected',
  'reconnected',
  'uninstalled',
  'documents_changed',
  'authorization_revoked',
]);
export type AppEventName = Static<typeof AppEventName>;

const eventId = Type.String({ pattern: '^[0-9a-z]{26}$' });

/** What happened to an app in a company: the body of a delivery, and an entry of the lists. Ids sort by time. */
export const AppEvent = Type.Object({
  id: Type.String({
    description: 'The same in every delivery and list: an event may arrive more than once.',
  }),
  event: AppEventName,
  app_id: Type.Integer(),
  company_id: Type.Integer(),
  data: Type.Record(Type.String(), Type.Unknown()),
  created_at: Timestamp,
});
export type AppEvent = Static<typeof AppEvent>;

/** What a receiver reads of a delivery to know where to look: kinds of events are added, and it need not know them all. */
export const HeardEvent = Type.Object({
  id: eventId,
  event: Type.String({ pattern: '^[a-z_]{1,40}$' }),
  company_id: Type.Integer({ minimum: 1 }),
  data: Type.Object({ project_id: Type.Optional(Nullable(Type.Integer({ minimum: 1 }))) }),
});
export type HeardEvent = Static<typeof HeardEvent>;

/** GET /rest/v1.0/gatehouse/app_events: what came after an event, oldest first; from the beginning without one. */
export const AppEventsAfterQuery = Type.Object({
  after: Type.Optional(eventId),
  limit: Type.Optional(IdInput),
});
export type AppEventsAfterQuery = StaticDecode<typeof AppEventsAfterQuery>;

/** An address of the developers to which an app's events of one environment are sent. */
export const EventSubscription = Type.Object({
  id: Type.Integer(),
  environment: Environment,
  url: Type.String(),
  documents: Type.Boolean({ description: 'Also told that documents have changed, and where.' }),
  created_by: NamedReference,
  created_at: Timestamp,
  failures: Type.Integer({ description: 'Failed deliveries since the last one that arrived.' }),
  paused_until: Nullable(Timestamp),
});
export type EventSubscription = Static<typeof EventSubscription>;

export const EventSubscriptionCreate = Type.Object({
  environment: Environment,
  url: Type.String({ minLength: 1, maxLength: 2048, examples: ['https://app.example.com/gatehouse-events'] }),
  documents: Type.Optional(
    Type.Boolean({
      default: false,
      description: 'Also tells that documents have changed in a company or project that the app reaches.',
    }),
  ),
});

/** The answer to POST …/event_subscriptions: the only time that the secret is shown. */
export const NewEventSubscription = Type.Object({
  ...EventSubscription.properties,
  secret: Type.String({ description: 'Signs every delivery; see Gatehouse-Signature.' }),
});
export type NewEventSubscription = Static<typeof NewEventSubscription>;

export const DeliveryState = Type.Enum(['waiting', 'delivered', 'discarded']);
export type DeliveryState = Static<typeof DeliveryState>;

/** Why the last attempt came to nothing. */
export const DeliveryFault = Type.Enum([
  'refused_url',
  'private_address',
  'unreachable',
  'untrusted_certificate',
  'timeout',
  'redirect',
  'status',
  'given_up',
  'subscription_removed',
]);
export type DeliveryFault = Static<typeof DeliveryFault>;

/** One event on its way to one address. */
export const EventDelivery = Type.Object({
  id: Type.String(),
  event: AppEvent,
  subscription: Type.Object({ id: Type.Integer(), url: Type.String(), environment: Environment }),
  state: DeliveryState,
  attempts: Type.Integer(),
  next_attempt_at: Nullable(Timestamp),
  delivered_at: Nullable(Timestamp),
  discarded_at: Nullable(Timestamp),
  last_status: Nullable(Type.Integer({ description: 'What the address answered last, if it answered.' })),
  last_error: Nullable(DeliveryFault),
});
export type EventDelivery = Static<typeof EventDelivery>;

export const EventDeliveriesQuery = Type.Object({
  ...PageQuery.properties,
  state: Type.Optional(DeliveryState),
});
export type EventDeliveriesQuery = StaticDecode<typeof EventDeliveriesQuery>;

/** /manage/v1/apps/{app_id}/deliveries/{id}/… */
export const EventDeliveryPath = Type.Object({ app_id: IdInput, id: eventId });
export type EventDeliveryPath = StaticDecode<typeof EventDeliveryPath>;
