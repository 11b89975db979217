import type { Reader } from '@gatehouse/database';
import type { Tables } from '../schema/tables.ts';

/** The provider at which somebody signs in, and nowhere else. */
export interface Binding {
  readonly providerId: number;
  readonly companyId: number;
}

/** The provider that speaks for a mail domain and is the only way in for the members of its company. */
export async function findCompulsory(tx: Reader<Tables>, domain: string): Promise<Binding | undefined> {
  return await speakers(tx, domain)
    .where('identity_providers.compulsory_since', 'is not', null)
    .executeTakeFirst();
}

/** The provider that speaks for a mail domain, be it the only way in or not. */
export async function findSpeaker(tx: Reader<Tables>, domain: string): Promise<Binding | undefined> {
  return await speakers(tx, domain).executeTakeFirst();
}

function speakers(tx: Reader<Tables>, domain: string) {
  return tx
    .selectFrom('identity_domains')
    .innerJoin('identity_providers', 'identity_providers.id', 'identity_domains.provider_id')
    .innerJoin('companies', 'companies.id', 'identity_providers.company_id')
    .select(['identity_providers.id as providerId', 'identity_providers.company_id as companyId'])
    .where('identity_domains.domain', '=', domain)
    .where('identity_domains.approved_at', 'is not', null)
    .where('identity_providers.removed_at', 'is', null)
    .where('companies.deactivated_at', 'is', null);
}

/** A person whom a provider may bind: no operator, with the companies they are a member of now. */
export async function findBound(
  tx: Reader<Tables>,
  personId: number,
): Promise<{ readonly email: string; readonly companyIds: readonly number[] } | undefined> {
  const rows = await tx
    .selectFrom('people')
    .innerJoin('company_members', 'company_members.person_id', 'people.id')
    .select(['people.email', 'company_members.company_id'])
    .where('people.id', '=', personId)
    .where('people.operator_since', 'is', null)
    .where('company_members.removed_at', 'is', null)
    .where('company_members.pending_since', 'is', null)
    .execute();
  const [first] = rows;
  return first && { email: first.email, companyIds: rows.map(({ company_id }) => company_id) };
}
