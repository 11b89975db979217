import { type Reader, sql } from '@gatehouse/database';
import { administersSome } from '../access/administers.ts';
import type { Tables } from '../schema/tables.ts';

export interface Responsibility {
  readonly operator: boolean;
  readonly companyAdmin: boolean;
  /** Whether a company that they belong to asks its people for a second factor. */
  readonly companyAsks: boolean;
}

/** Whether a person runs the deployment, or a company on it. Every developer runs a sandbox, which counts for nothing here. */
export async function findResponsibility(tx: Reader<Tables>, personId: number): Promise<Responsibility> {
  const row = await tx
    .selectFrom('people')
    .select('operator_since')
    .select(administersSome(sql.ref('people.id'), 'production').as('administers'))
    .select(companyAsks(personId).as('asked'))
    .where('id', '=', personId)
    .executeTakeFirst();
  return {
    operator: row?.operator_since != null,
    companyAdmin: Boolean(row?.administers),
    companyAsks: Boolean(row?.asked),
  };
}

const companyAsks = (personId: number) => sql<boolean>`exists (
  select 1 from company_members m join companies c on c.id = m.company_id
    where m.person_id = ${personId} and m.removed_at is null and m.pending_since is null and c.second_factor_required_at is not null
      and c.deactivated_at is null and c.environment = 'production')`;
