import type { GeneratedAlways as Generated } from '@gatehouse/database';
import type { DeliveryFault } from '@gatehouse/wire';

export type ChangeOfResource = 'create' | 'update' | 'delete';

/** Where somebody of a company, or their app, is told of changes; in one project where it has one. */
export interface WebhookHookRow {
  id: Generated<number>;
  company_id: number;
  project_id: number | null;
  /** Who made it: it is told what they may see, and no more. */
  person_id: number;
  /** The app through which it was made; null for a person by themselves. */
  client_id: string | null;
  /** As its maker wrote it. */
  api_version: string;
  namespace: string;
  url: string;
  /** The header that its maker wants sent along; sealed, bound to the hook’s company and address. */
  authorization_sealed: string | null;
  created_at: number;
  updated_at: number;
  disabled_at: number | null;
  removed_at: number | null;
  /** In a row. */
  failures: number;
  paused_until: number;
}

/** One kind of change of one kind of thing that a hook is told of. */
export interface WebhookTriggerRow {
  id: Generated<number>;
  company_id: number;
  hook_id: number;
  person_id: number;
  resource_name: string;
  event_type: ChangeOfResource;
  created_at: number;
}

/** A change in a company that has hooks, written with it; told to those who may know of it within a second. */
export interface ResourceEventRow {
  id: Generated<number>;
  ulid: string;
  company_id: number;
  project_id: number | null;
  resource_name: string;
  resource_id: number;
  event_type: ChangeOfResource;
  person_id: number | null;
  client_id: string | null;
  at: number;
  told_at: number | null;
  /** How often hooks could not be told, and when that is tried again; null where it never failed. */
  failures: number | null;
  retry_at: number | null;
}

export interface WebhookDeliveryRow {
  id: Generated<number>;
  company_id: number;
  hook_id: number;
  event_id: number;
  queued_at: number;
  attempts: number;
  next_attempt_at: number;
  started_at: number | null;
  delivered_at: number | null;
  discarded_at: number | null;
  last_status: number | null;
  last_error: DeliveryFault | null;
}
