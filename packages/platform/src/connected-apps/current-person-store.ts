import { type Reader, sql } from '@gatehouse/database';
import type { PersonRole } from '@gatehouse/wire';
import { companyLevelOf } from '../access/held.ts';
import { levels } from '../access/levels.ts';
import type { Tables } from '../schema/tables.ts';

export interface CurrentPersonRow {
  readonly id: number;
  readonly name: string;
  readonly email: string;
  readonly locale: 'en' | 'es' | null;
  readonly roles: readonly PersonRole[];
}

const adminTool = {
  company: sql.ref('company_members.company_id'),
  person: sql.ref('company_members.person_id'),
  tool: sql.lit('admin'),
};

/** A person with what they are here; the roles decide what the console offers, never what is allowed. */
export async function findCurrentPerson(tx: Reader<Tables>, personId: number): Promise<CurrentPersonRow> {
  const row = await tx
    .selectFrom('people')
    .select(['id', 'name', 'email', 'locale', 'operator_since'])
    .select(({ exists, selectFrom }) => [
      exists(
        selectFrom('company_members')
          .select('company_id')
          .where('person_id', '=', personId)
          .where('removed_at', 'is', null),
      ).as('isMember'),
      exists(
        selectFrom('company_members')
          .select('company_members.company_id')
          .where('company_members.person_id', '=', personId)
          .where('company_members.removed_at', 'is', null)
          .where(({ eb }) => eb(companyLevelOf(adminTool), '=', levels.Admin)),
      ).as('isCompanyAdmin'),
      exists(selectFrom('app_collaborators').select('app_id').where('person_id', '=', personId)).as(
        'isDeveloper',
      ),
    ])
    .where('id', '=', personId)
    .executeTakeFirstOrThrow();
  const roles: (PersonRole | false)[] = [
    row.operator_since !== null && 'operator',
    Boolean(row.isCompanyAdmin) && 'company_admin',
    Boolean(row.isMember) && 'person',
    Boolean(row.isDeveloper) && 'developer',
  ];
  const { id, name, email, locale } = row;
  return { id, name, email, locale, roles: roles.filter((role) => role !== false) };
}
