import type { Acr } from './methods.ts';

/** What a person has beside a password. */
export interface Factors {
  /** Whether an authenticator app makes codes for them. */
  readonly totp: boolean;
  readonly passkeys: number;
  readonly recoveryCodes: number;
}

/** Whether a password alone does not let this person in. Recovery codes stand for a factor, and are none. */
export function hasFactor({ totp, passkeys }: Factors): boolean {
  return totp || passkeys > 0;
}

/** The strongest sign-in this person can do. */
export function strongestOf({ totp, passkeys }: Factors): Acr {
  if (passkeys > 0) return 'phr';
  return totp ? 'mfa' : 'pwd';
}
