import type { Writer } from '@gatehouse/database';
import type { GrantType } from '@gatehouse/wire';
import { mayUse } from '../apps/client-store.ts';
import { record } from '../audit/audit.ts';
import type { Tables } from '../schema/tables.ts';
import { insertFamily } from './family-store.ts';
import { hashRefreshToken } from './refresh-token.ts';
import type { Resource } from './resource.ts';
import type { TokenCall } from './token-call.ts';
import { type GivenTokens, makePair } from './token-pair.ts';

/** What a person allowed, as the code or the device request keeps it. */
interface Allowed {
  readonly grant_id: string;
  readonly personId: number;
  readonly scope: string | null;
  readonly resource: string | null;
}

interface Beginning {
  readonly familyId: string;
  readonly grantType: GrantType;
  /** The API of the first access token, one of those that were allowed. */
  readonly resource: Resource;
}

/** The first tokens of a chain, in the unit that spends what bought them. */
export async function beginChain(
  by: TokenCall,
  tx: Writer<Tables>,
  allowed: Allowed,
  { familyId, grantType, resource }: Beginning,
): Promise<GivenTokens> {
  const { house, client, origin } = by;
  const now = house.clock.now();
  const chain = { createdAt: now, personId: allowed.personId, scope: allowed.scope, resource };
  const { refreshToken, ...accessOnly } = await makePair(by, tx, { familyId, generation: 0 }, chain);
  const refreshable = mayUse(client, 'refresh_token');
  await insertFamily(tx, {
    id: familyId,
    grant_id: allowed.grant_id,
    client_id: client.clientId,
    refresh_hash: hashRefreshToken(house.keys, refreshToken),
    dpop_jkt: by.jkt,
    scope: allowed.scope,
    resource: allowed.resource,
    created_at: now,
    ends_at: refreshable ? null : accessOnly.expiresAt,
  });
  const actor = { kind: 'person', id: allowed.personId } as const;
  await record(
    house,
    tx,
    { ...origin, actor },
    { event: 'token.issued', subject: `family:${familyId}`, details: { grant_type: grantType } },
  );
  return refreshable ? { ...accessOnly, refreshToken } : accessOnly;
}
