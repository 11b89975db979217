import { sealAccessToken } from '../../access/access-token.ts';
import { findOrCreateGrant } from '../../authorization/grant-store.ts';
import type { House } from '../../house.ts';

const lifetime = 90 * 86_400_000;

/** A token of a person who allowed the app, as the flow would have given it; it outlives any test's clock. */
export async function bearerOf(
  house: Pick<House, 'database' | 'clock' | 'random' | 'keys'>,
  personId: number,
  clientId: string,
): Promise<string> {
  const issuedAt = house.clock.now();
  const familyId = `family-of-${personId}`;
  const { epoch, environment } = await house.database.write(async (tx) => {
    const grant = await findOrCreateGrant(house, tx, personId, clientId);
    await tx
      .insertInto('token_families')
      .values({
        id: familyId,
        grant_id: grant.id,
        client_id: clientId,
        generation: 0,
        refresh_hash: `unused ${familyId}`,
        previous_hash: null,
        rotated_at: issuedAt,
        successor_sealed: null,
        created_at: issuedAt,
        revoked_at: null,
        revoked_reason: null,
      })
      .execute();
    const client = tx.selectFrom('clients').select(['epoch', 'environment']);
    return await client.where('client_id', '=', clientId).executeTakeFirstOrThrow();
  });
  const expiresAt = issuedAt + lifetime;
  const tokenId = `token-of-${personId}`;
  return sealAccessToken(house.keys, {
    tokenId,
    clientId,
    epoch,
    environment,
    familyId,
    issuedAt,
    expiresAt,
  });
}
