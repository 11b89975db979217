import { type Reader, sql } from '@gatehouse/database';
import type { SqlBool } from 'kysely';
import type { Tables } from '../schema/tables.ts';

/** Whether somebody has, or had, a way to sign in. Until then there is but an entry in directories. */
export async function hasEntered(tx: Reader<Tables>, personId: number): Promise<boolean> {
  const row = await tx
    .selectFrom('people')
    .select('id')
    .where('id', '=', personId)
    .where(
      sql<SqlBool>`(people.email_proven_at is not null or people.password_hash is not null
        or exists (select 1 from identities i where i.person_id = people.id)
        or exists (select 1 from passkeys k where k.person_id = people.id))`,
    )
    .executeTakeFirst();
  return row !== undefined;
}

/**
 * Whether the person is this company's alone: running nothing, building nothing, and in no other directory. Only then is
 * what they are called, and by which address they sign in, the company's to say. Of an account it is not where its owner
 * had it before they joined, or never said that they do: anybody may name anybody in a company of their own. Then what
 * other companies have named, and was not answered, takes nothing from this one.
 */
export async function isOwnPerson(tx: Reader<Tables>, companyId: number, personId: number): Promise<boolean> {
  const entered = await hasEntered(tx, personId);
  const row = await tx
    .selectFrom('company_members as here')
    .innerJoin('people', 'people.id', 'here.person_id')
    .select('people.id')
    .where('here.company_id', '=', companyId)
    .where('here.person_id', '=', personId)
    .where('people.operator_since', 'is', null)
    .$if(entered, (query) =>
      query.where('here.pending_since', 'is', null).where('here.joined_at', 'is', null),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('company_members as other')
            .select('other.person_id')
            .whereRef('other.person_id', '=', 'people.id')
            .where('other.company_id', '!=', companyId)
            .$if(entered, (query) => query.where('other.pending_since', 'is', null)),
        ),
      ),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          // Whoever was asked to build an app is in the directory of its sandbox; that is asked above.
          selectFrom('app_collaborators')
            .innerJoin('apps', 'apps.id', 'app_collaborators.app_id')
            .select('app_collaborators.person_id')
            .whereRef('app_collaborators.person_id', '=', 'people.id')
            .where('apps.sandbox_company_id', 'is', null),
        ),
      ),
    )
    .executeTakeFirst();
  return row !== undefined;
}
