/** What an app's credentials are for, in either environment; which of it works is for each company to say. */
export const grantTypesOfApps = ['authorization_code', 'refresh_token', 'client_credentials'] as const;

/** Grant types as a client's row holds them; whatever is not text names none. */
export function grantTypesFrom(text: string): string[] {
  const parsed: unknown = JSON.parse(text);
  return Array.isArray(parsed) ? parsed.filter((each) => typeof each === 'string') : [];
}
