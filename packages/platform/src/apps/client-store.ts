import { type Given, type Reader, statement } from '@gatehouse/database';
import type { GrantType, SecretMethod, SigningAlgorithm } from '@gatehouse/wire';
import type { Environment, ServiceAccountRow, Tables } from '../schema/tables.ts';
import type { StoredSecret } from './client-secret.ts';

/** An OAuth client with all that the endpoints it calls itself ask about it. */
export interface Client {
  readonly clientId: string;
  readonly environment: Environment;
  /** False for a public client, which has no secret (RFC 6749 section 2.1). */
  readonly confidential: boolean;
  readonly grantTypes: readonly string[];
  /** Milliseconds; null takes the deployment's value. */
  readonly refreshGrace: number | null;
  /** It asked for all its tokens to be bound to a key (RFC 9449). */
  readonly dpopRequired: boolean;
  /** Milliseconds; null takes the deployment's value. */
  readonly refreshIdleLimit: number | null;
  readonly refreshAbsoluteLimit: number | null;
  /** It asked to be sent browsers with pushed requests only (RFC 9126). */
  readonly pushedRequestsRequired: boolean;
  /** It asked to be held to PKCE; one without a secret always is. */
  readonly proofKeyRequired: boolean;
  /** Its secrets count no more: it signs an assertion (RFC 7523). */
  readonly privateKeyRequired: boolean;
  /** The one way in which it shows its secret (RFC 7591 section 2); null for either. */
  readonly secretMethod: SecretMethod | null;
  /** It may sign people in (OpenID Connect). */
  readonly openidConnect: boolean;
  /** How its id_tokens are signed. */
  readonly idTokenAlgorithm: SigningAlgorithm;
  /** The outside APIs that it may get tokens for; null for all that there are. */
  readonly resources: readonly string[] | null;
  readonly epoch: number;
  readonly secrets: readonly StoredSecret[];
  /** The traditional service account whose credential this is; null for a client of an app. */
  readonly account: ClientAccount | null;
  /** Null where there is an account. */
  readonly appId: number | null;
}

/** The same with what is asked where a person's browser brings its request. */
export interface RegisteredClient extends Client {
  readonly redirectUris: readonly string[];
  /** Null for the client of a traditional service account. */
  readonly app: ClientApp | null;
}

export interface ClientApp {
  readonly id: number;
  readonly name: string;
  readonly publisher: string;
  readonly verified: boolean;
  readonly createdAt: number;
}

export interface ClientAccount {
  readonly id: number;
  readonly companyId: number;
  readonly personId: number;
  /** Milliseconds, as `expiresAt`. */
  readonly ceasedAt: number | null;
  readonly expiresAt: number | null;
}

export function mayUse(client: Client, grantType: GrantType): boolean {
  return client.grantTypes.includes(grantType);
}

/**
 * The client of this id, in one query. A disabled client and one whose app is suspended are not there: nobody is
 * told the difference (check AZ-32).
 */
export async function findClient(tx: Reader<Tables>, clientId: string): Promise<Client | undefined> {
  const rows = await clientWithSecrets(tx, { clientId });
  const [first] = rows;
  if (first === undefined) return undefined;
  return {
    clientId: first.client_id,
    environment: first.environment,
    confidential: first.confidential_since !== null,
    grantTypes: textsFrom(first.grant_types),
    refreshGrace: first.refresh_grace,
    dpopRequired: first.dpop_required_at !== null,
    refreshIdleLimit: first.refresh_idle_limit,
    refreshAbsoluteLimit: first.refresh_absolute_limit,
    pushedRequestsRequired: first.pushed_requests_required_at !== null,
    proofKeyRequired: first.proof_key_required_at !== null,
    privateKeyRequired: first.private_key_required_at !== null,
    secretMethod: first.secret_method,
    openidConnect: first.openid_refused_at === null,
    idTokenAlgorithm: first.id_token_algorithm ?? 'RS256',
    resources: first.resources === null ? null : textsFrom(first.resources),
    epoch: first.epoch,
    secrets: secretsFrom(rows),
    account: accountFrom(first),
    appId: first.app_id,
  };
}

export async function findRegisteredClient(
  tx: Reader<Tables>,
  clientId: string,
): Promise<RegisteredClient | undefined> {
  const client = await findClient(tx, clientId);
  if (client === undefined) return undefined;
  const rows = await appWithRedirectUris(tx, { clientId });
  const [first] = rows;
  return {
    ...client,
    redirectUris: rows.flatMap(({ uri }) => (uri === null ? [] : [uri])),
    app: first === undefined ? null : appFrom(first),
  };
}

const clientWithSecrets = statement((tx: Reader<Tables>, { clientId }: Given<{ clientId: string }>) =>
  tx
    .selectFrom('clients')
    .leftJoin('apps', 'apps.id', 'clients.app_id')
    .leftJoin('service_accounts', (join) =>
      join
        .onRef('service_accounts.client_id', '=', 'clients.client_id')
        .on('service_accounts.kind', '=', 'traditional' satisfies ServiceAccountRow['kind']),
    )
    .leftJoin('client_secrets', 'client_secrets.client_id', 'clients.client_id')
    .select([
      'clients.client_id',
      'clients.app_id',
      'clients.environment',
      'clients.confidential_since',
      'clients.grant_types',
      'clients.refresh_grace',
      'clients.dpop_required_at',
      'clients.refresh_idle_limit',
      'clients.refresh_absolute_limit',
      'clients.pushed_requests_required_at',
      'clients.proof_key_required_at',
      'clients.private_key_required_at',
      'clients.secret_method',
      'clients.openid_refused_at',
      'clients.id_token_algorithm',
      'clients.resources',
      'clients.epoch',
      'service_accounts.id as account_id',
      'service_accounts.company_id as account_company_id',
      'service_accounts.person_id as account_person_id',
      'service_accounts.ceased_at',
      'service_accounts.expires_at as account_expires_at',
      'client_secrets.id as secret_id',
      'client_secrets.secret_hash',
      'client_secrets.expires_at',
    ])
    .where('clients.client_id', '=', clientId)
    .where('clients.disabled_at', 'is', null)
    .where('apps.suspended_at', 'is', null),
);

const appWithRedirectUris = statement((tx: Reader<Tables>, { clientId }: Given<{ clientId: string }>) =>
  tx
    .selectFrom('clients')
    .leftJoin('apps', 'apps.id', 'clients.app_id')
    .leftJoin('redirect_uris', 'redirect_uris.client_id', 'clients.client_id')
    .select([
      'apps.id as app_id',
      'apps.name as app_name',
      'apps.publisher',
      'apps.publisher_verified_at',
      'apps.created_at as app_created_at',
      'redirect_uris.uri',
    ])
    .where('clients.client_id', '=', clientId),
);

function textsFrom(text: string): readonly string[] {
  const parsed: unknown = JSON.parse(text);
  return Array.isArray(parsed) ? parsed.filter((each) => typeof each === 'string') : [];
}

function secretsFrom(
  rows: readonly { secret_id: string | null; secret_hash: string | null; expires_at: number | null }[],
): readonly StoredSecret[] {
  return rows.flatMap(({ secret_id: id, secret_hash: hash, expires_at: expiresAt }) =>
    id === null || hash === null ? [] : [{ id, hash, expiresAt }],
  );
}

function appFrom(row: {
  app_id: number | null;
  app_name: string | null;
  publisher: string | null;
  publisher_verified_at: number | null;
  app_created_at: number | null;
}): ClientApp | null {
  const { app_id: id, app_name: name, publisher, app_created_at: createdAt } = row;
  if (id === null || name === null || publisher === null || createdAt === null) return null;
  return { id, name, publisher, verified: row.publisher_verified_at !== null, createdAt };
}

function accountFrom(row: {
  account_id: number | null;
  account_company_id: number | null;
  account_person_id: number | null;
  ceased_at: number | null;
  account_expires_at: number | null;
}): ClientAccount | null {
  const { account_id: id, account_company_id: companyId, account_person_id: personId } = row;
  if (id === null || companyId === null || personId === null) return null;
  return { id, companyId, personId, ceasedAt: row.ceased_at, expiresAt: row.account_expires_at };
}
