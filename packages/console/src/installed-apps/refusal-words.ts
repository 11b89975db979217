/** The refusals that an admin can understand and mend; the server's other reasons come to the same words. */
const told = [
  'app_suspended',
  'family_dead',
  'account_ceased',
  'account_expired',
  'account_absent',
  'company_left_out',
  'app_disconnected',
  'app_uninstalled',
  'app_blocked',
  'app_not_allowed',
  'publisher_not_verified',
  'component_not_approved',
  'project_not_permitted',
  'not_in_project',
  'not_in_company',
  'tool_none',
] as const;

/** The key of the sentence that says why something cannot be reached. */
export function refusalKey(reason: string) {
  const known = told.find((one) => one === reason);
  return known === undefined ? 'reach.refused.other' : (`reach.refused.${known}` as const);
}
