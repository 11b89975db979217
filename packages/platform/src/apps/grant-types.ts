import { type ClientPolicy, DEVICE_CODE_GRANT, type GrantType } from '@gatehouse/wire';

/** What an app's credentials are for, in either environment; which of it works is for each company to say. */
export const grantTypesOfApps = ['authorization_code', 'refresh_token', 'client_credentials'] as const;

/** Grant types as a client's row holds them; whatever is not text names none. */
export function grantTypesFrom(text: string): string[] {
  const parsed: unknown = JSON.parse(text);
  return Array.isArray(parsed) ? parsed.filter((each) => typeof each === 'string') : [];
}

type GrantPolicy = Pick<ClientPolicy, Extract<keyof ClientPolicy, `${string}_grant`>>;

/** Under which name an app's policy switches each. */
const names = {
  authorization_code_grant: 'authorization_code',
  refresh_token_grant: 'refresh_token',
  client_credentials_grant: 'client_credentials',
  device_grant: DEVICE_CODE_GRANT,
} as const satisfies Record<keyof GrantPolicy, GrantType>;

export function grantPolicyFrom(text: string): GrantPolicy {
  const held = grantTypesFrom(text);
  const on = (name: keyof GrantPolicy) => held.includes(names[name]);
  return {
    authorization_code_grant: on('authorization_code_grant'),
    refresh_token_grant: on('refresh_token_grant'),
    client_credentials_grant: on('client_credentials_grant'),
    device_grant: on('device_grant'),
  };
}

/** The grant types that a policy switches on, and of those held before what no policy switches. */
export function grantTypesBy(policy: GrantPolicy, held: readonly string[]): string[] {
  const switched = Object.entries(names) as [keyof GrantPolicy, GrantType][];
  const others = held.filter((each) => !switched.some(([, grantType]) => grantType === each));
  return [...others, ...switched.flatMap(([name, grantType]) => (policy[name] ? [grantType] : []))];
}
