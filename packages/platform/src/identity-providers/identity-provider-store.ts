import type { Insertable, Reader, Writer } from '@gatehouse/database';
import type { IdentityProviderRow, Tables } from '../schema/tables.ts';

export type StoredProvider = Pick<
  IdentityProviderRow,
  | 'company_id'
  | 'issuer'
  | 'client_id'
  | 'client_secret_sealed'
  | 'admits_since'
  | 'connects_since'
  | 'trusts_mfa_since'
  | 'compulsory_since'
  | 'template_id'
> & { readonly id: number };

const columns = [
  'identity_providers.id',
  'identity_providers.company_id',
  'identity_providers.issuer',
  'identity_providers.client_id',
  'identity_providers.client_secret_sealed',
  'identity_providers.admits_since',
  'identity_providers.connects_since',
  'identity_providers.trusts_mfa_since',
  'identity_providers.compulsory_since',
  'identity_providers.template_id',
] as const;

/** The provider that speaks for a mail domain. */
export async function findProviderOfDomain(
  tx: Reader<Tables>,
  domain: string,
): Promise<StoredProvider | undefined> {
  return await living(tx)
    .innerJoin('identity_domains', 'identity_domains.provider_id', 'identity_providers.id')
    .select(columns)
    .where('identity_domains.domain', '=', domain)
    .where('identity_domains.approved_at', 'is not', null)
    .executeTakeFirst();
}

/** A provider by its id, which is part of the address that its answers come back to. */
export async function findProvider(tx: Reader<Tables>, id: number): Promise<StoredProvider | undefined> {
  return await living(tx).select(columns).where('identity_providers.id', '=', id).executeTakeFirst();
}

/** One of a company's own. */
export async function findProviderOf(
  tx: Reader<Tables>,
  companyId: number,
  id: number,
): Promise<StoredProvider | undefined> {
  return await living(tx)
    .select(columns)
    .where('identity_providers.company_id', '=', companyId)
    .where('identity_providers.id', '=', id)
    .executeTakeFirst();
}

export async function listProviders(
  tx: Reader<Tables>,
  companyId: number,
): Promise<readonly StoredProvider[]> {
  return await living(tx)
    .select(columns)
    .where('identity_providers.company_id', '=', companyId)
    .orderBy('identity_providers.id')
    .execute();
}

export async function insertProvider(
  tx: Writer<Tables>,
  companyId: number,
  row: Omit<Insertable<IdentityProviderRow>, 'company_id'>,
): Promise<number> {
  const { id } = await tx
    .insertInto('identity_providers')
    .values({ ...row, company_id: companyId })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** What of a provider may change while it stays the same one, with the same people connected. */
export type ProviderChange = Partial<Omit<StoredProvider, 'id' | 'company_id'>>;

export async function changeProvider(
  tx: Writer<Tables>,
  companyId: number,
  providerId: number,
  change: ProviderChange,
): Promise<void> {
  if (Object.keys(change).length === 0) return;
  await tx
    .updateTable('identity_providers')
    .set(change)
    .where('id', '=', providerId)
    .where('company_id', '=', companyId)
    .where('removed_at', 'is', null)
    .execute();
}

/** False where there is no such provider of this company. Its domains are free for others. */
export async function removeProvider(
  tx: Writer<Tables>,
  companyId: number,
  providerId: number,
  now: number,
): Promise<boolean> {
  const removed = await tx
    .updateTable('identity_providers')
    .set({ removed_at: now, client_secret_sealed: '' })
    .where('id', '=', providerId)
    .where('company_id', '=', companyId)
    .where('removed_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  if (removed === undefined) return false;
  await tx
    .deleteFrom('identity_domains')
    .where('company_id', '=', companyId)
    .where('provider_id', '=', providerId)
    // What an operator has rejected is remembered for the company's next provider.
    .where('rejected_at', 'is', null)
    .execute();
  return true;
}

/** The providers that are the only way in for somebody, of all companies: a page, and how many there are. */
export async function listCompulsory(
  tx: Reader<Tables>,
  { perPage, offset }: { readonly perPage: number; readonly offset: number },
) {
  const compulsory = living(tx).where('identity_providers.compulsory_since', 'is not', null);
  const { total } = await compulsory
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const providers = await compulsory
    .select([
      'identity_providers.id',
      'identity_providers.issuer',
      'identity_providers.compulsory_since as since',
      'companies.id as companyId',
      'companies.name as companyName',
    ])
    .orderBy('companies.name')
    .orderBy('identity_providers.id')
    .limit(perPage)
    .offset(offset)
    .execute();
  return { total: Number(total), providers };
}

/** Lets the people of a provider sign in as they like again. Its company; undefined where they may already. */
export async function releaseProvider(tx: Writer<Tables>, id: number): Promise<number | undefined> {
  const released = await tx
    .updateTable('identity_providers')
    .set({ compulsory_since: null })
    .where('id', '=', id)
    .where('removed_at', 'is', null)
    .where('compulsory_since', 'is not', null)
    .returning('company_id')
    .executeTakeFirst();
  return released?.company_id;
}

/** Not removed, and of a company that is not closed: its people may be of other companies, too. */
function living(tx: Reader<Tables>) {
  return tx
    .selectFrom('identity_providers')
    .innerJoin('companies', 'companies.id', 'identity_providers.company_id')
    .where('identity_providers.removed_at', 'is', null)
    .where('companies.deactivated_at', 'is', null);
}
