import type { Reader, Writer } from '@gatehouse/database';
import type { ClientPolicy, ClientPolicyChange } from '@gatehouse/wire';
import { type Origin, record } from '../audit/audit.ts';
import type { House } from '../house.ts';
import type { ClientRow, Environment, Tables } from '../schema/tables.ts';
import { grantPolicyFrom, grantTypesBy, grantTypesFrom } from './grant-types.ts';

/** What an app asks for in one environment; undefined where it has no client there. */
export async function findClientPolicy(
  tx: Reader<Tables>,
  appId: number,
  environment: Environment,
): Promise<ClientPolicy | undefined> {
  const row = await policyRow(tx, appId, environment);
  return row === undefined ? undefined : policyFrom(row);
}

/** Changes what is named, and returns the whole; undefined where there is no client. */
export async function changeClientPolicy(
  house: Pick<House, 'clock' | 'random'>,
  tx: Writer<Tables>,
  origin: Origin,
  appId: number,
  environment: Environment,
  change: ClientPolicyChange,
): Promise<ClientPolicy | undefined> {
  const row = await policyRow(tx, appId, environment);
  if (row === undefined) return undefined;
  const next = { ...policyFrom(row), ...change };
  const since = (wanted: boolean, at: number | null) => (wanted ? (at ?? house.clock.now()) : null);
  const uris = [...new Set(next.post_logout_redirect_uris)];
  await tx
    .updateTable('clients')
    .set({
      dpop_required_at: since(next.dpop_bound_access_tokens, row.dpop_required_at),
      pushed_requests_required_at: since(
        next.require_pushed_authorization_requests,
        row.pushed_requests_required_at,
      ),
      proof_key_required_at: since(next.require_proof_key, row.proof_key_required_at),
      private_key_required_at: since(next.require_private_key_jwt, row.private_key_required_at),
      secret_method: next.client_secret_method,
      openid_refused_at: since(!next.openid_connect, row.openid_refused_at),
      id_token_algorithm: next.id_token_signed_response_alg,
      resources: next.resources === null ? null : JSON.stringify([...new Set(next.resources)]),
      grant_types: JSON.stringify(grantTypesBy(next, grantTypesFrom(row.grant_types))),
      refresh_idle_limit: inMilliseconds(next.refresh_idle_limit_seconds),
      refresh_absolute_limit: inMilliseconds(next.refresh_absolute_limit_seconds),
      refresh_grace: inMilliseconds(next.refresh_grace_seconds),
      post_logout_redirect_uris: JSON.stringify(uris),
    })
    .where('client_id', '=', row.client_id)
    .where('app_id', '=', appId)
    .execute();
  await record(house, tx, origin, {
    event: 'client.policy_changed',
    subject: `client:${row.client_id}`,
    details: { changed: Object.keys(change).sort().join(' ') },
  });
  return { ...next, post_logout_redirect_uris: uris };
}

async function policyRow(tx: Reader<Tables>, appId: number, environment: Environment) {
  return await tx
    .selectFrom('clients')
    .select(['client_id', 'dpop_required_at', 'pushed_requests_required_at', 'refresh_idle_limit'])
    .select([
      'refresh_absolute_limit',
      'refresh_grace',
      'post_logout_redirect_uris',
      'grant_types',
      'proof_key_required_at',
    ])
    .select(['confidential_since', 'private_key_required_at', 'openid_refused_at', 'resources'])
    .select(['secret_method', 'id_token_algorithm'])
    .where('app_id', '=', appId)
    .where('environment', '=', environment)
    .where('disabled_at', 'is', null)
    .executeTakeFirst();
}

function policyFrom(
  row: Pick<
    ClientRow,
    | 'dpop_required_at'
    | 'pushed_requests_required_at'
    | 'refresh_idle_limit'
    | 'refresh_absolute_limit'
    | 'refresh_grace'
    | 'post_logout_redirect_uris'
    | 'grant_types'
    | 'proof_key_required_at'
    | 'private_key_required_at'
    | 'secret_method'
    | 'openid_refused_at'
    | 'id_token_algorithm'
    | 'resources'
  >,
): ClientPolicy {
  return {
    dpop_bound_access_tokens: row.dpop_required_at !== null,
    require_pushed_authorization_requests: row.pushed_requests_required_at !== null,
    require_proof_key: row.proof_key_required_at !== null,
    require_private_key_jwt: row.private_key_required_at !== null,
    client_secret_method: row.secret_method,
    ...grantPolicyFrom(row.grant_types),
    openid_connect: row.openid_refused_at === null,
    id_token_signed_response_alg: row.id_token_algorithm ?? 'RS256',
    resources: row.resources === null ? null : textsFrom(row.resources),
    refresh_idle_limit_seconds: inSeconds(row.refresh_idle_limit),
    refresh_absolute_limit_seconds: inSeconds(row.refresh_absolute_limit),
    refresh_grace_seconds: inSeconds(row.refresh_grace),
    post_logout_redirect_uris: textsFrom(row.post_logout_redirect_uris),
  };
}

/** Where a browser may go after a sign-out that this client asked for; none for a client that is not there. */
export async function findPostLogoutRedirectUris(
  tx: Reader<Tables>,
  clientId: string,
): Promise<readonly string[]> {
  const row = await tx
    .selectFrom('clients')
    .select('post_logout_redirect_uris')
    .where('client_id', '=', clientId)
    .where('disabled_at', 'is', null)
    .executeTakeFirst();
  return textsFrom(row?.post_logout_redirect_uris ?? null);
}

function textsFrom(json: string | null): string[] {
  const parsed: unknown = JSON.parse(json ?? '[]');
  return Array.isArray(parsed) ? parsed.filter((text) => typeof text === 'string') : [];
}

function inMilliseconds(seconds: number | null): number | null {
  return seconds === null ? null : seconds * 1000;
}

function inSeconds(milliseconds: number | null): number | null {
  return milliseconds === null ? null : milliseconds / 1000;
}
