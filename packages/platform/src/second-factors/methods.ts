/**
 * How somebody proved who they are: values of RFC 8176 section 2, as `amr` of an id_token tells them, and `fed` for a
 * sign-in at a provider of their company's, beside what that one told.
 */
export type Method = 'pwd' | 'otp' | 'hwk' | 'swk' | 'user' | 'mfa' | 'fed';

/** How strong that was, strongest first. `phr` is what no false page can ask for (OpenID EAP ACR Values 1.0). */
export const acrs = ['phr', 'mfa', 'pwd'] as const;
export type Acr = (typeof acrs)[number];

/** What a row holds. One that an earlier version wrote is of a password alone. */
export function methodsOf(stored: string | null): readonly Method[] {
  return stored === null ? ['pwd'] : (stored.split(' ') as Method[]);
}

export function acrOf(methods: readonly Method[]): Acr {
  if (!methods.includes('mfa')) return 'pwd';
  return methods.includes('hwk') || methods.includes('swk') ? 'phr' : 'mfa';
}

/** Whether one is at least as strong as the other. */
export function reaches(has: Acr, wanted: Acr): boolean {
  return acrs.indexOf(has) <= acrs.indexOf(wanted);
}
