import { type Given, type Reader, statement } from '@gatehouse/database';
import type { AccessTokenClaims } from '../access/access-token.ts';
import type { Moment } from '../access/moment.ts';
import type { Tables } from '../schema/tables.ts';
import { accountFault } from '../service-accounts/account-fault.ts';

/** On whose behalf a live token acts. */
export type TokenPrincipal =
  | { readonly kind: 'person'; readonly personId: number; readonly grantId: string }
  | { readonly kind: 'service_account'; readonly accountId: number }
  | { readonly kind: 'app'; readonly appId: number };

export type TokenState =
  | { readonly alive: true; readonly principal: TokenPrincipal }
  | {
      readonly alive: false;
      readonly reason:
        | 'client_gone'
        | 'secret_regenerated'
        | 'wrong_environment'
        | 'token_revoked'
        | 'family_revoked'
        | 'grant_revoked'
        | 'person_deactivated'
        | 'account_ceased'
        | 'account_expired'
        | 'nobody';
    };

/**
 * Whether what a token names is alive at this moment: its client, its chain, its grant, its person or account. The
 * token's own MAC and expiry are `openAccessToken`'s matter; companies and levels are asked where they are needed.
 */
export async function tokenIsAlive(
  tx: Reader<Tables>,
  claims: AccessTokenClaims,
  moment: Moment,
): Promise<TokenState> {
  const { clientId, tokenId, familyId } = claims;
  const [row] = await factsOfToken(tx, { clientId, tokenId, familyId: familyId ?? '' });

  if (row === undefined || row.disabled_at !== null || row.suspended_at !== null) return dead('client_gone');
  if (row.epoch !== claims.epoch) return dead('secret_regenerated');
  if (row.environment !== claims.environment) return dead('wrong_environment');
  if (row.revoked_token_id !== null) return dead('token_revoked');
  if (familyId !== null) {
    const { grant_id: grantId, person_id: personId } = row;
    if (row.family_id === null || grantId === null || personId === null) return dead('nobody');
    if (row.family_revoked_at !== null) return dead('family_revoked');
    if (row.grant_revoked_at !== null) return dead('grant_revoked');
    if (row.deactivated_at !== null) return dead('person_deactivated');
    return { alive: true, principal: { kind: 'person', personId, grantId } };
  }
  if (row.account_id !== null) {
    const fault = accountFault({ ceasedAt: row.ceased_at, expiresAt: row.expires_at }, moment);
    if (fault !== null) return dead(fault);
    return { alive: true, principal: { kind: 'service_account', accountId: row.account_id } };
  }
  if (row.app_id !== null) return { alive: true, principal: { kind: 'app', appId: row.app_id } };
  return dead('nobody');
}

const factsOfToken = statement(
  (tx: Reader<Tables>, token: Given<{ clientId: string; tokenId: string; familyId: string }>) =>
    tx
      .selectFrom('clients')
      .leftJoin('apps', 'apps.id', 'clients.app_id')
      .leftJoin('token_families', (join) =>
        join
          .onRef('token_families.client_id', '=', 'clients.client_id')
          .on('token_families.id', '=', token.familyId),
      )
      .leftJoin('grants', 'grants.id', 'token_families.grant_id')
      .leftJoin('people', 'people.id', 'grants.person_id')
      .leftJoin('service_accounts', (join) =>
        join
          .onRef('service_accounts.client_id', '=', 'clients.client_id')
          .on('service_accounts.kind', '=', 'traditional'),
      )
      .leftJoin('revoked_tokens', (join) => join.on('revoked_tokens.token_id', '=', token.tokenId))
      .select([
        'clients.epoch',
        'clients.environment',
        'clients.disabled_at',
        'clients.app_id',
        'apps.suspended_at',
        'token_families.id as family_id',
        'token_families.revoked_at as family_revoked_at',
        'grants.id as grant_id',
        'grants.revoked_at as grant_revoked_at',
        'people.id as person_id',
        'people.deactivated_at',
        'service_accounts.id as account_id',
        'service_accounts.ceased_at',
        'service_accounts.expires_at',
        'revoked_tokens.token_id as revoked_token_id',
      ])
      .where('clients.client_id', '=', token.clientId),
);

function dead(reason: Extract<TokenState, { alive: false }>['reason']): TokenState {
  return { alive: false, reason };
}

/** The kind stands before the id, so that a machine can never be taken for a person (RFC 9700 section 4.15). */
export function subjectOf(
  principal:
    | Exclude<TokenPrincipal, { kind: 'person' }>
    | { readonly kind: 'person'; readonly personId: number },
): string {
  switch (principal.kind) {
    case 'person':
      return `person:${principal.personId}`;
    case 'service_account':
      return `service_account:${principal.accountId}`;
    case 'app':
      return `app:${principal.appId}`;
  }
}
