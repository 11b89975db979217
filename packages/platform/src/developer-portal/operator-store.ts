import type { Reader } from '@gatehouse/database';
import type { Tables } from '../schema/tables.ts';

export async function isOperator(tx: Reader<Tables>, personId: number): Promise<boolean> {
  const row = await tx
    .selectFrom('people')
    .select('id')
    .where('id', '=', personId)
    .where('operator_since', 'is not', null)
    .where('deactivated_at', 'is', null)
    .executeTakeFirst();
  return row !== undefined;
}
