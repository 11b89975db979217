import type { Reader } from '@gatehouse/database';
import type { Tables } from '../schema/tables.ts';
import type { Factors } from './factors.ts';
import { countRecoveryCodes } from './recovery-code-store.ts';
import { findTotp } from './totp-store.ts';

export async function findFactors(tx: Reader<Tables>, personId: number): Promise<Factors> {
  const { count } = await tx
    .selectFrom('passkeys')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('person_id', '=', personId)
    .executeTakeFirstOrThrow();
  return {
    totp: (await findTotp(tx, personId)) !== undefined,
    passkeys: Number(count),
    recoveryCodes: await countRecoveryCodes(tx, personId),
  };
}
