import { createHash } from 'node:crypto';
import type { Writer } from '@gatehouse/database';
import type { Tables } from '../schema/tables.ts';

/**
 * Uses an assertion up, on every node; false where it was used before (RFC 7523 section 3). Two at the same moment
 * meet at the primary key, and one of them gets nothing. The hash is a plain one: a `jti` is no secret, and a hash
 * under a key would forget it when the key is replaced.
 */
export async function claimAssertion(
  tx: Writer<Tables>,
  clientId: string,
  { jti, expiresAt }: { readonly jti: string; readonly expiresAt: number },
): Promise<boolean> {
  const claimed = await tx
    .insertInto('used_assertions')
    .values({
      client_id: clientId,
      jti_hash: createHash('sha256').update(jti).digest('base64url'),
      expires_at: expiresAt,
    })
    .onConflict((on) => on.columns(['client_id', 'jti_hash']).doNothing())
    .returning('jti_hash')
    .executeTakeFirst();
  return claimed !== undefined;
}
