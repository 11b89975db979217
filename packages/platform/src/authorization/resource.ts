import type { Client } from '../apps/client-store.ts';
import type { House } from '../house.ts';
import { OAuthError, type Reason } from './oauth-error.ts';
import { eachOf } from './parameters.ts';

/** Who asks for a token, as far as it matters for what it may be for. */
type Asking = Pick<Client, 'environment' | 'resources'>;

/** The API that a token is for (RFC 8707): an outside one by its identifier, or null for our own. */
export type Resource = string | null;

/**
 * The APIs that a person allows at once (section 2.1), as a grant keeps them: null for our own alone, else their
 * identifiers, with spaces between, and `self` for ours. A node that knows of one only finds none of such a name.
 */
export type Resources = string | null;

const own = 'self';

/** The APIs of a grant, one by one. */
export function apisOf(resources: Resources): readonly Resource[] {
  if (resources === null) return [null];
  return resources.split(' ').map((api) => (api === own ? null : api));
}

/** Whether our own is among them: only then do the companies here matter. */
export function includesOwnApi(resources: Resources): boolean {
  return apisOf(resources).includes(null);
}

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
  client: Asking,
  named: string | undefined,
): Resource | undefined {
  if (named === undefined || isSame(named, house.issuer)) return null;
  return outsideApis(house, client).find((known) => isSame(known, named));
}

/** What a request to a person means by all its `resource` parameters; undefined where one of them is unknown. */
export function resourcesNamed(
  house: Pick<House, 'settings' | 'issuer'>,
  client: Asking,
  named: string | undefined,
): Resources | undefined {
  const found = new Set<string>();
  for (const each of named === undefined ? [named] : eachOf(named)) {
    const api = resourceNamed(house, client, each);
    if (api === undefined) return undefined;
    found.add(api ?? own);
  }
  const all = [...found].sort().join(' ');
  return all === own ? null : all;
}

type Target =
  | { readonly kind: 'target'; readonly resource: Resource }
  | { readonly kind: 'fault'; readonly reason: Extract<Reason, `${string}resource${string}`> };

/**
 * The one API that a token is for, of those the person allowed (section 2.2). A token for several would let each of
 * them act at the others, and one for the wrong API shows it what another would take: so of several, one is named.
 */
export function targetOf(
  house: Pick<House, 'settings' | 'issuer'>,
  client: Asking,
  named: string | undefined,
  granted: Resources,
): Target {
  if (eachOf(named).length > 1) return { kind: 'fault', reason: 'repeated_resource' };
  const allowed = apisOf(granted);
  const [only = null, ...more] = allowed;
  if (named === undefined && more.length > 0) return { kind: 'fault', reason: 'resource_not_named' };
  // The operator may have taken it off the list since.
  const resource = resourceNamed(house, client, named ?? only ?? undefined);
  if (resource === undefined)
    return { kind: 'fault', reason: reasonOf(house, client, named ?? only ?? undefined) };
  return allowed.includes(resource)
    ? { kind: 'target', resource }
    : { kind: 'fault', reason: 'resource_not_granted' };
}

/** Sandbox credentials get tokens for APIs of the sandbox alone (rule P3). */
function outsideApis(
  { settings }: Pick<House, 'settings'>,
  { environment, resources }: Asking,
): readonly string[] {
  const offered = environment === 'production' ? settings.resources : settings.sandboxResources;
  return resources === null ? offered : offered.filter((api) => resources.includes(api));
}

/** Why a resource is no target: there is none, or the app does not use it. */
function reasonOf(
  house: Pick<House, 'settings'>,
  client: Asking,
  named: string | undefined,
): 'resource_unknown' | 'resource_switched_off' {
  const all = outsideApis(house, { ...client, resources: null });
  const mine = outsideApis(house, client);
  const isOff = (api: string) => !mine.includes(api) && eachOf(named).some((each) => isSame(api, each));
  return all.some(isOff) ? 'resource_switched_off' : 'resource_unknown';
}

/** The refusal of a request that names one; what came is told to developers only where it is ours to know. */
export function resourceRefusal(
  house: Pick<House, 'settings'>,
  client: Asking,
  named: string | undefined,
): OAuthError {
  const reason = reasonOf(house, client, named);
  const refusal = new OAuthError(reason);
  return reason === 'resource_switched_off'
    ? refusal.comparing(eachOf(named).join(' '), outsideApis(house, client).join(' ') || 'none')
    : refusal;
}

/** URLs of clients have a path, if only `/`, where an origin has none (RFC 3986 section 6.2.3). */
function isSame(one: string, other: string): boolean {
  const bare = (text: string) => text.replace(/^(https?:\/\/[^/?]+)\/$/, '$1');
  return bare(one) === bare(other);
}
