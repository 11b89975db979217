import type { Reader, Writer } from '@gatehouse/database';
import type { AuthorizationCodeRow, Tables } from '../schema/tables.ts';

/** A code with what decides whether its grant is alive. */
export interface StoredCode extends AuthorizationCodeRow {
  readonly personId: number;
  readonly grantAlive: boolean;
}

export async function findCode(tx: Reader<Tables>, id: string): Promise<StoredCode | undefined> {
  const row = await tx
    .selectFrom('authorization_codes')
    .innerJoin('grants', 'grants.id', 'authorization_codes.grant_id')
    .innerJoin('people', 'people.id', 'grants.person_id')
    .selectAll('authorization_codes')
    .select(['grants.person_id', 'grants.revoked_at', 'people.deactivated_at'])
    .where('authorization_codes.id', '=', id)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { person_id: personId, revoked_at: revokedAt, deactivated_at: deactivatedAt, ...code } = row;
  return { ...code, personId, grantAlive: revokedAt === null && deactivatedAt === null };
}

export async function insertCode(
  tx: Writer<Tables>,
  code: Omit<AuthorizationCodeRow, 'redeemed_at' | 'wrong_verifiers' | 'family_id'>,
): Promise<void> {
  await tx
    .insertInto('authorization_codes')
    .values({ ...code, redeemed_at: null, wrong_verifiers: 0, family_id: null })
    .execute();
}

/** Whether somebody else was given a code under the same challenge by this client, of those that are still kept. */
export async function sawChallenge(
  tx: Reader<Tables>,
  {
    clientId,
    codeChallenge,
    grantId,
  }: { readonly clientId: string; readonly codeChallenge: string | null; readonly grantId: string },
): Promise<boolean> {
  if (codeChallenge === null) return false;
  const seen = await tx
    .selectFrom('authorization_codes')
    .select('id')
    .where('client_id', '=', clientId)
    .where('code_challenge', '=', codeChallenge)
    .where('grant_id', '!=', grantId)
    .limit(1)
    .executeTakeFirst();
  return seen !== undefined;
}

/** Takes the code, for this family and no other; false where it was taken before. */
export async function claimCode(
  tx: Writer<Tables>,
  id: string,
  familyId: string,
  now: number,
): Promise<boolean> {
  const claimed = await tx
    .updateTable('authorization_codes')
    .set({ redeemed_at: now, family_id: familyId })
    .where('id', '=', id)
    .where('redeemed_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return claimed !== undefined;
}

export async function countWrongVerifier(tx: Writer<Tables>, id: string): Promise<void> {
  await tx
    .updateTable('authorization_codes')
    .set((it) => ({ wrong_verifiers: it('wrong_verifiers', '+', 1) }))
    .where('id', '=', id)
    .where('redeemed_at', 'is', null)
    .execute();
}
