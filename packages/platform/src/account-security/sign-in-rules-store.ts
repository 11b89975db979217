import { type Reader, sql, type Writer } from '@gatehouse/database';
import type { Environment, Tables } from '../schema/tables.ts';

export interface StoredSignInRules {
  readonly environment: Environment;
  readonly secondFactorRequired: boolean;
  /** People of the company who can sign in, and have neither an app nor a passkey. */
  readonly peopleWithout: number;
}

export async function findSignInRules(
  tx: Reader<Tables>,
  companyId: number,
): Promise<StoredSignInRules | undefined> {
  const company = await tx
    .selectFrom('companies')
    .select(['environment', 'second_factor_required_at'])
    .where('id', '=', companyId)
    .executeTakeFirst();
  if (company === undefined) return undefined;
  const { count } = await tx
    .selectFrom('company_members as member')
    .innerJoin('people', 'people.id', 'member.person_id')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('member.company_id', '=', companyId)
    .where('member.removed_at', 'is', null)
    .where('member.pending_since', 'is', null)
    .where('people.kind', '=', 'user')
    .where('people.deactivated_at', 'is', null)
    .where(sql<boolean>`not exists (select 1 from totp_secrets t where t.person_id = people.id)`)
    .where(sql<boolean>`not exists (select 1 from passkeys p where p.person_id = people.id)`)
    .executeTakeFirstOrThrow();
  return {
    environment: company.environment,
    secondFactorRequired: company.second_factor_required_at !== null,
    peopleWithout: Number(count),
  };
}

export async function requireSecondFactor(
  tx: Writer<Tables>,
  companyId: number,
  requiredAt: number | null,
): Promise<void> {
  await tx
    .updateTable('companies')
    .set({ second_factor_required_at: requiredAt })
    .where('id', '=', companyId)
    .execute();
}
