import { type Reader, sql } from '@gatehouse/database';
import { administersSome } from '../access/administers.ts';
import type { Tables } from '../schema/tables.ts';

/** Whether a person runs the deployment, or a company on it. Every developer runs a sandbox, which counts for nothing here. */
export async function findResponsibility(
  tx: Reader<Tables>,
  personId: number,
): Promise<{ readonly operator: boolean; readonly companyAdmin: boolean }> {
  const row = await tx
    .selectFrom('people')
    .select('operator_since')
    .select(administersSome(sql.ref('people.id'), 'production').as('administers'))
    .where('id', '=', personId)
    .executeTakeFirst();
  return { operator: row?.operator_since != null, companyAdmin: Boolean(row?.administers) };
}
