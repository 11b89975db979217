import type { AuditEvent } from '../audit/audit-events.ts';
import type { InstallationStep } from './installation-machine.ts';

/** What an app is told of itself in a company (events/). */
export type InstallationEvent =
  | 'installed'
  | 'updated'
  | 'projects_changed'
  | 'disconnected'
  | 'reconnected'
  | 'uninstalled';

/** Each step's line in the audit trail, and what the app is told. A reinstalled app begins anew. */
export const eventsOfStep = {
  install: { audit: 'app.installed', app: 'installed' },
  disconnect: { audit: 'app.disconnected', app: 'disconnected' },
  reconnect: { audit: 'app.reconnected', app: 'reconnected' },
  update: { audit: 'app.updated', app: 'updated' },
  permit_projects: { audit: 'app.projects_changed', app: 'projects_changed' },
  uninstall: { audit: 'app.uninstalled', app: 'uninstalled' },
  reinstall: { audit: 'app.reinstalled', app: 'installed' },
} as const satisfies Record<
  InstallationStep,
  { readonly audit: AuditEvent; readonly app: InstallationEvent }
>;

/** What approving a version may write beside the step itself: to the app's own account, and to those who asked. */
export const approvalEvents = [
  'member.added',
  'service_account.created',
  'service_account.permissions_changed',
  'installation_request.approved',
] as const satisfies readonly AuditEvent[];

/** What an Allow may write about the companies of a person. */
export const allowEvents = [
  'authorization.company_left_out',
  'authorization.company_let_in',
  'app.installed',
  'installation_request.created',
  'installation_request.approved',
] as const satisfies readonly AuditEvent[];
