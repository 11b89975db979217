import { domainToASCII } from 'node:url';

/** The domain of a mail address, as it is stored and compared; undefined where there is none. */
export function mailDomainOf(email: string): string | undefined {
  const at = email.lastIndexOf('@');
  return at < 1 ? undefined : mailDomain(email.slice(at + 1));
}

/**
 * Undefined for what is no domain name with at least two labels. Names of other scripts become `xn--`, and the dot that
 * ends a full name goes: an address spelled otherwise is in the same domain.
 */
export function mailDomain(typed: string): string | undefined {
  // As part of an address all this would end the name, and what follows be lost.
  if (/[/:?#@\\%\s]/.test(typed.trim())) return undefined;
  const domain = domainToASCII(typed.trim()).toLowerCase().replace(/\.$/, '');
  if (domain.length > 253) return undefined;
  return /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/.test(domain)
    ? domain
    : undefined;
}
