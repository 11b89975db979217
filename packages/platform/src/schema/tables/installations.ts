import type { GeneratedAlways as Generated, JsonText } from '@gatehouse/database';
import type { AppEventName, DeliveryFault } from '@gatehouse/wire';
import type { Environment } from './companies.ts';

/** An app in a company. Connected = installed and neither disconnected nor uninstalled. */
export interface InstallationRow {
  id: Generated<number>;
  company_id: number;
  app_id: number;
  installed_by: number;
  installed_at: number;
  /** How it came: by an admin, or implicitly when a member authorized the app. */
  origin: 'admin' | 'authorization';
  /** The version whose permissions were approved here; null where the app has none. */
  app_version_id: number | null;
  uninstalled_by: number | null;
  disconnected_at: number | null;
  uninstalled_at: number | null;
}

export interface PermittedProjectRow {
  company_id: number;
  app_id: number;
  project_id: number;
}

export interface ServiceAccountRow {
  id: Generated<number>;
  company_id: number;
  /** The directory contact whose permissions are the account's. */
  person_id: number;
  client_id: string;
  kind: 'traditional' | 'developer_managed';
  name: string;
  created_by: number;
  /** Who answers for it; told when it is unused or about to expire. */
  owner_id: number | null;
  created_at: number;
  expires_at: number | null;
  last_used_at: number | null;
  ceased_at: number | null;
  ceased_reason: string | null;
  /** When its levels were last decided upon: younger ones had no chance yet to be used. */
  permissions_changed_at: number | null;
  /** When somebody was told of it; each is told once. */
  unused_noticed_at: number | null;
  expiring_noticed_at: number | null;
}

/** A member asks the admins of a company for an app. At most one is pending for each person and app. */
export interface InstallationRequestRow {
  id: Generated<number>;
  company_id: number;
  app_id: number;
  person_id: number;
  status: 'pending' | 'approved' | 'denied' | 'withdrawn';
  /** Came from authorizing an app that may not install itself. */
  implicit_since: number | null;
  reason: string;
  created_at: number;
  decided_at: number | null;
  decided_by: number | null;
  answer: string | null;
}

/** A company's rules about apps. No row: every app may be installed. */
export interface AppPolicyRow {
  company_id: number;
  mode: 'any' | 'allow_list';
  verified_only_since: number | null;
  /** Highest level that a version may ask for without an admin's approval; null is no limit. */
  highest_level: number | null;
  updated_by: number;
  updated_at: number;
}

/** One app on a company's allow-list or block-list. */
export interface AppPolicyEntryRow {
  company_id: number;
  app_id: number;
  listing: 'allowed' | 'blocked';
  created_by: number;
  created_at: number;
}

/** Calls of an app in a company, per UTC day and project (0 is the company itself). Written in batches. */
export interface AppUsageRow {
  company_id: number;
  app_id: number;
  project_id: number;
  /** Days since 1970-01-01. */
  day: number;
  calls: number;
  refused: number;
  failed: number;
}

/** Who used an app in a company, and when last. */
export interface AppUserRow {
  company_id: number;
  app_id: number;
  person_id: number;
  first_used_at: number;
  last_used_at: number;
}

/** The last day on which a service account needed this level of a tool (project 0 is company level). */
export interface PermissionUseRow {
  company_id: number;
  person_id: number;
  project_id: number;
  tool: string;
  level: number;
  used_at: number;
}

/** What happened to an app in a company, for the app to know. Written with the change itself. */
export interface AppEventRow {
  id: string;
  app_id: number;
  company_id: number;
  event: AppEventName;
  data: string;
  created_at: number;
}

/** Where a developer wants the events of an app sent. */
export interface EventSubscriptionRow {
  id: Generated<number>;
  app_id: number;
  environment: Environment;
  url: string;
  /** Signs deliveries; sealed. */
  secret_sealed: string;
  /** Since when it is also told of changed documents; null for never. */
  documents_since: number | null;
  created_by: number;
  created_at: number;
  removed_at: number | null;
  /** Failures since the last success; they pause the whole address until `paused_until`. */
  failures: number;
  paused_until: number;
}

/** One event on its way to one subscription. */
export interface EventDeliveryRow {
  id: string;
  event_id: string;
  subscription_id: number;
  /** When its attempts began: with the event, or when somebody asked to send it again. */
  queued_at: number;
  attempts: number;
  next_attempt_at: number;
  delivered_at: number | null;
  discarded_at: number | null;
  last_status: number | null;
  last_error: DeliveryFault | null;
}

/** How a company sets up an app that it has installed: for itself, for some of its projects, or for all. */
export interface AppConfigurationRow {
  id: Generated<number>;
  company_id: number;
  installation_id: number;
  title: string;
  title_key: string;
  /** What its app reads of it is the app’s own matter. */
  configuration: JsonText<Readonly<Record<string, unknown>>>;
  company_since: number | null;
  all_projects_since: number | null;
  created_by: number;
  created_at: number;
  updated_at: number;
}

export interface AppConfigurationProjectRow {
  company_id: number;
  configuration_id: number;
  project_id: number;
}
