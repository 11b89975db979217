import type { IdentityProviderCreateBody } from '@gatehouse/wire';
import type { House } from '../house.ts';
import { mailDomain } from '../naming/mail-domain.ts';

export type ReadProvider =
  | { readonly ok: true; readonly domains: readonly string[] }
  | { readonly ok: false; readonly errors: Readonly<Record<string, readonly string[]>> };

/** The domains as they are stored, or what is wrong with a provider, field by field. */
export function providerFaults(
  { settings }: Pick<House, 'settings'>,
  { issuer, domains: typed }: Pick<IdentityProviderCreateBody, 'issuer' | 'domains'>,
): ReadProvider {
  if (settings.identityProviders === 'off')
    return {
      ok: false,
      errors: { base: ['Signing in by another provider is switched off in this deployment.'] },
    };
  const fault = issuerFault({ settings }, issuer);
  if (fault !== undefined) return { ok: false, errors: { issuer: [fault] } };
  const domains = [...new Set(typed.map((each) => mailDomain(each)))];
  const known = domains.filter((domain) => domain !== undefined);
  return known.length === domains.length
    ? { ok: true, domains: known }
    : { ok: false, errors: { domains: ['must be mail domains, like example.com'] } };
}

export function issuerFault({ settings }: Pick<House, 'settings'>, issuer: string): string | undefined {
  const privateAllowed = settings.identityProviders === 'at_private_addresses_too';
  return isIssuer(issuer, privateAllowed)
    ? undefined
    : 'must be an https address without user, query or fragment';
}

/** OpenID Connect Discovery section 3; plain HTTP only where a test runs on one machine. */
function isIssuer(text: string, privateAllowed: boolean): boolean {
  if (!URL.canParse(text) || /[?#@\s]/.test(text)) return false;
  const { protocol, hostname } = new URL(text);
  const ownMachine = /^(?:localhost|127\.0\.0\.1|\[::1\])$/.test(hostname);
  return protocol === 'https:' || (privateAllowed && protocol === 'http:' && ownMachine);
}
