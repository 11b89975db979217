import { Resolver } from 'node:dns/promises';
import { keyedHash, keyedHashes } from '@gatehouse/service';
import type { House } from '../house.ts';

const purpose = 'proof of a domain';
const prefix = 'gatehouse-domain-verification=';

/** The record by which whoever runs a domain shows that it is this company's. The same however often it is asked for. */
export function recordOf(
  { keys }: Pick<House, 'keys'>,
  companyId: number,
  domain: string,
): { readonly name: string; readonly value: string } {
  return { name: nameOf(domain), value: `${prefix}${keyedHash(keys, purpose, bound(companyId, domain))}` };
}

export type DomainProof = 'proven' | 'absent' | 'unknown';

/**
 * Asks the DNS. `absent`: there is no such record; `unknown`: nobody could tell. Only the record itself proves anything,
 * also one that was published before our master key was rotated.
 */
export async function proveByDns(
  { keys, settings }: Pick<House, 'keys' | 'settings'>,
  companyId: number,
  domain: string,
): Promise<DomainProof> {
  const resolver = new Resolver({ timeout: 1_000, tries: 2 });
  if (settings.dnsServers.length > 0) resolver.setServers(settings.dnsServers);
  const wanted = keyedHashes(keys, purpose, bound(companyId, domain)).map((hash) => `${prefix}${hash}`);
  try {
    const records = await resolver.resolveTxt(nameOf(domain));
    return records.some((parts) => wanted.includes(parts.join('').trim())) ? 'proven' : 'absent';
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === 'ENOTFOUND' || code === 'ENODATA' ? 'absent' : 'unknown';
  }
}

/** A name of its own (RFC 8552): the domain's other records stay as they are. */
function nameOf(domain: string): string {
  return `_gatehouse.${domain}`;
}

function bound(companyId: number, domain: string): string {
  return `${companyId} ${domain}`;
}
