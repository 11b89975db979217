import type { Client } from '../apps/client-store.ts';
import type { House } from '../house.ts';

/** The API that a token is for (RFC 8707): an outside one by its identifier, or null for our own. */
export type Resource = string | null;

/** Whether a text can identify an API: an absolute URI without a fragment (RFC 8707 section 2), reached by TLS. */
export function isResource(text: string): boolean {
  if (!URL.canParse(text) || text.includes('#') || /[^\x21-\x7e]/.test(text)) return false;
  const { protocol, hostname, username, password } = new URL(text);
  if (username !== '' || password !== '') return false;
  return (
    protocol === 'https:' || (protocol === 'http:' && /^(?:localhost|127\.0\.0\.1|\[::1\])$/.test(hostname))
  );
}

/**
 * What a request means by its `resource`; nothing is our own API. Undefined for any other text than the identifiers we
 * know, compared as they are: what is relative or has a fragment is among them never.
 */
export function resourceNamed(
  house: Pick<House, 'settings' | 'issuer'>,
  client: Pick<Client, 'environment'>,
  named: string | undefined,
): Resource | undefined {
  if (named === undefined || isSame(named, house.issuer)) return null;
  return outsideApis(house, client).find((known) => isSame(known, named));
}

/** Why a grant for one API gives no token for what is asked of it now: it may be named again, never changed. */
export function resourceFault(
  house: Pick<House, 'settings' | 'issuer'>,
  client: Pick<Client, 'environment'>,
  asked: string | undefined,
  granted: Resource,
): 'resource_unknown' | 'resource_not_granted' | undefined {
  // The operator may have taken it off the list since.
  if (granted !== null && !outsideApis(house, client).includes(granted)) return 'resource_unknown';
  if (asked === undefined) return undefined;
  const named = resourceNamed(house, client, asked);
  if (named === undefined) return 'resource_unknown';
  return named === granted ? undefined : 'resource_not_granted';
}

/** Sandbox credentials get tokens for APIs of the sandbox alone (rule P3). */
function outsideApis(
  { settings }: Pick<House, 'settings'>,
  { environment }: Pick<Client, 'environment'>,
): readonly string[] {
  return environment === 'production' ? settings.resources : settings.sandboxResources;
}

/** URLs of clients have a path, if only `/`, where an origin has none (RFC 3986 section 6.2.3). */
function isSame(one: string, other: string): boolean {
  const bare = (text: string) => text.replace(/^(https?:\/\/[^/?]+)\/$/, '$1');
  return bare(one) === bare(other);
}
