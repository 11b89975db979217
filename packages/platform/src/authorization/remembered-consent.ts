import type { Reader, Writer } from '@gatehouse/database';
import type { ClientApp, RegisteredClient } from '../apps/client-store.ts';
import { latestVersion } from '../apps/version-store.ts';
import type { House } from '../house.ts';
import { consentView } from '../installations/consent-companies.ts';
import type { Tables } from '../schema/tables.ts';
import type { AuthorizationRequest } from './authorization-request.ts';
import { type ConsentShown, showsMore, storedShown } from './consent-shown.ts';
import { companiesAskedAbout } from './grant-company-store.ts';
import { findLiveGrant } from './grant-store.ts';
import type { ProvenRedirect } from './proven-redirect.ts';
import { findRememberedConsent, storeRememberedConsent } from './remembered-consent-store.ts';
import { includesOwnApi } from './resource.ts';

/** A request of an app, as far as an Allow of it may be remembered. */
export interface Rememberable {
  readonly client: RegisteredClient;
  readonly redirect: ProvenRedirect;
  readonly request: AuthorizationRequest;
}

/**
 * The host for which an Allow counts again; undefined where it never does. Whoever asks must have a secret, and be
 * reached by TLS at a host of its own: anybody on the person's machine may pretend to be an app that waits at a
 * loopback address or behind a scheme of its own, and anybody at all to be one without a secret (RFC 6749 section
 * 10.2, RFC 8252 section 8.6, check UI-11).
 */
export function hostToRemember({ client, redirect }: Rememberable): string | undefined {
  if (!client.confidential || client.app === null || redirect.isOutOfBand) return undefined;
  const { protocol, host, hostname } = new URL(redirect.uri);
  if (protocol !== 'https:' || /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(hostname)) return undefined;
  return host;
}

/** Keeps what was allowed and what was shown, so that the same need not be asked again. */
export async function rememberConsent(
  house: Pick<House, 'clock'>,
  tx: Writer<Tables>,
  grantId: string,
  allowed: Rememberable,
): Promise<void> {
  const { client, request } = allowed;
  const host = hostToRemember(allowed);
  if (host === undefined || client.app === null) return;
  const key = { grant_id: grantId, redirect_host: host, resource: request.resource ?? '' };
  const before = await findRememberedConsent(tx, key);
  const scopes = new Set([...scopesFrom(before?.scope ?? ''), ...scopesOf(request)]);
  await storeRememberedConsent(tx, {
    ...key,
    scope: [...scopes].join(' '),
    shown: JSON.stringify(await shownNow(tx, client, client.app)),
    decided_at: house.clock.now(),
  });
}

/** The living grant by which all that is asked for now was allowed before; undefined where anything is new. */
export async function rememberedGrant(
  tx: Reader<Tables>,
  personId: number,
  asked: Rememberable,
): Promise<string | undefined> {
  const { client, request } = asked;
  const host = hostToRemember(asked);
  if (host === undefined || client.app === null) return undefined;
  const grantId = await findLiveGrant(tx, personId, client.clientId);
  if (grantId === undefined) return undefined;
  const key = { grant_id: grantId, redirect_host: host, resource: request.resource ?? '' };
  const stored = await findRememberedConsent(tx, key);
  if (stored === undefined) return undefined;
  const allowed = scopesFrom(stored.scope);
  if (scopesOf(request).some((scope) => !allowed.has(scope))) return undefined;
  const before = storedShown(stored.shown);
  if (before === undefined || showsMore(before, await shownNow(tx, client, client.app))) return undefined;
  return includesOwnApi(request.resource) && (await hasNewCompany(tx, personId, grantId, client, client.app))
    ? undefined
    : grantId;
}

/** A company that was never asked about, or in which an Allow would now install the app. */
async function hasNewCompany(
  tx: Reader<Tables>,
  personId: number,
  grantId: string,
  { environment }: RegisteredClient,
  app: ClientApp,
): Promise<boolean> {
  const said = await companiesAskedAbout(tx, grantId);
  const { companies } = await consentView(tx, personId, app.id, environment);
  return companies.some(({ companyId, state }) => {
    const reached = said.get(companyId);
    return reached === undefined || (reached && state === 'will_install');
  });
}

async function shownNow(
  tx: Reader<Tables>,
  { environment }: RegisteredClient,
  { id, name, publisher, verified }: ClientApp,
): Promise<ConsentShown> {
  const version = await latestVersion(tx, environment, id);
  return { name, publisher, verified, components: version?.manifest.components ?? null };
}

function scopesOf({ signIn }: AuthorizationRequest): ReadonlyArray<string> {
  return [...scopesFrom(signIn?.scope ?? '')];
}

function scopesFrom(text: string): ReadonlySet<string> {
  return new Set(text.split(' ').filter((scope) => scope !== ''));
}
