import { createHash } from 'node:crypto';
import type { Writer } from '@gatehouse/database';
import type { Tables } from '../schema/tables.ts';

/**
 * Uses a proof up, on every node; false where it was used before (RFC 9449 section 11.1). The key is part of what is
 * remembered: nobody can use up a `jti` of somebody else's.
 */
export async function claimProof(
  tx: Writer<Tables>,
  { jkt, jti, expiresAt }: { readonly jkt: string; readonly jti: string; readonly expiresAt: number },
): Promise<boolean> {
  const claimed = await tx
    .insertInto('used_proofs')
    .values({
      proof_hash: createHash('sha256').update(`${jkt}.${jti}`).digest('base64url'),
      expires_at: expiresAt,
    })
    .onConflict((on) => on.column('proof_hash').doNothing())
    .returning('proof_hash')
    .executeTakeFirst();
  return claimed !== undefined;
}
