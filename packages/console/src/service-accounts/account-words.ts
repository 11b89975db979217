/** The reasons for which an account does not work; what a newer server may say besides comes to the same words. */
const told = [
  'email_changed',
  'added_to_another_company',
  'expired',
  'deleted',
  'app_disconnected',
  'app_uninstalled',
  'traditional_accounts_ended',
] as const;

/** The key of the sentence that says why an account does not work. */
export function reasonKey(reason: string) {
  const known = told.find((one) => one === reason);
  return known === undefined ? 'accounts.reason.other' : (`accounts.reason.${known}` as const);
}
