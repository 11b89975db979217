import { type Reader, sql } from '@gatehouse/database';
import type { PersonRole } from '@gatehouse/wire';
import { administersSome } from '../access/administers.ts';
import type { Tables } from '../schema/tables.ts';

export interface CurrentPersonRow {
  readonly id: number;
  readonly name: string;
  readonly email: string;
  readonly locale: 'en' | 'es' | null;
  readonly roles: readonly PersonRole[];
}

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
          .where('removed_at', 'is', null)
          .where('pending_since', 'is', null),
      ).as('isMember'),
      administersSome(sql.ref('people.id'), 'any').as('isCompanyAdmin'),
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
