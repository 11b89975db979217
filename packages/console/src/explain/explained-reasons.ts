/** Where an admin changes what a reason names. */
export type Place = 'person' | 'project' | 'documents' | 'grid' | 'apps' | 'policy' | 'accounts' | 'nowhere';

/** Every reason of the decision, and where one does something about it; the words are `explain.reason.<name>`. */
export const reasons = {
  session_ended: 'nowhere',
  token_revoked: 'nowhere',
  client_unknown: 'nowhere',
  client_disabled: 'nowhere',
  secret_regenerated: 'accounts',
  app_suspended: 'nowhere',
  family_dead: 'nowhere',
  grant_revoked: 'nowhere',
  principal_inactive: 'person',
  account_ceased: 'accounts',
  account_expired: 'accounts',
  account_absent: 'accounts',
  company_left_out: 'nowhere',
  company_unknown: 'nowhere',
  not_in_company: 'person',
  company_inactive: 'nowhere',
  environment_mismatch: 'nowhere',
  app_not_installed: 'apps',
  app_disconnected: 'apps',
  app_uninstalled: 'apps',
  app_blocked: 'policy',
  app_not_allowed: 'policy',
  publisher_not_verified: 'policy',
  component_not_approved: 'apps',
  project_unknown: 'nowhere',
  project_not_permitted: 'apps',
  not_in_project: 'project',
  project_archived: 'project',
  tool_disabled: 'project',
  tool_none: 'grid',
  tool_none_on_single: 'grid',
  level_too_low: 'grid',
  item_hidden: 'documents',
  not_own_item: 'grid',
} as const satisfies Record<string, Place>;

export type Reason = keyof typeof reasons;

export function isReason(name: string | null): name is Reason {
  return name !== null && Object.hasOwn(reasons, name);
}
