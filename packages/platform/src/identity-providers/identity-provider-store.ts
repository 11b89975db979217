import type { Insertable, Reader, Writer } from '@gatehouse/database';
import type { IdentityDomainRow, IdentityProviderRow, Tables } from '../schema/tables.ts';

export type StoredProvider = Pick<
  IdentityProviderRow,
  'company_id' | 'issuer' | 'client_id' | 'client_secret_sealed' | 'admits_since' | 'connects_since'
> & { readonly id: number };

const columns = [
  'identity_providers.id',
  'identity_providers.company_id',
  'identity_providers.issuer',
  'identity_providers.client_id',
  'identity_providers.client_secret_sealed',
  'identity_providers.admits_since',
  'identity_providers.connects_since',
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

/** Seals the secret for a provider that has its id now. */
export async function storeSecret(
  tx: Writer<Tables>,
  companyId: number,
  providerId: number,
  sealed: string,
): Promise<void> {
  await tx
    .updateTable('identity_providers')
    .set({ client_secret_sealed: sealed })
    .where('id', '=', providerId)
    .where('company_id', '=', companyId)
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
    .execute();
  return true;
}

export type StoredDomain = Pick<IdentityDomainRow, 'provider_id' | 'domain' | 'approved_at'> & {
  readonly id: number;
};

/** A domain that waits for an operator, of a provider of this company. */
export async function insertDomain(
  tx: Writer<Tables>,
  companyId: number,
  row: { readonly provider_id: number; readonly domain: string; readonly created_at: number },
): Promise<void> {
  await tx
    .insertInto('identity_domains')
    .columns(['company_id', 'provider_id', 'domain', 'created_at'])
    .expression((eb) =>
      eb
        .selectFrom('identity_providers')
        .select([
          'company_id',
          'id',
          eb.val(row.domain).as('domain'),
          eb.val(row.created_at).as('created_at'),
        ])
        .where('id', '=', row.provider_id)
        .where('company_id', '=', companyId),
    )
    .execute();
}

export async function listDomains(tx: Reader<Tables>, companyId: number): Promise<readonly StoredDomain[]> {
  return await tx
    .selectFrom('identity_domains')
    .select(['id', 'provider_id', 'domain', 'approved_at'])
    .where('company_id', '=', companyId)
    .orderBy('domain')
    .execute();
}

/** What waits for an operator, with the company that says a domain is its own. */
export async function listWaitingDomains(tx: Reader<Tables>) {
  return await tx
    .selectFrom('identity_domains')
    .innerJoin('companies', 'companies.id', 'identity_domains.company_id')
    .innerJoin('identity_providers', 'identity_providers.id', 'identity_domains.provider_id')
    .select([
      'identity_domains.id',
      'identity_domains.domain',
      'identity_domains.company_id as companyId',
      'companies.name as companyName',
      'identity_providers.issuer',
    ])
    .where('identity_domains.approved_at', 'is', null)
    .orderBy('identity_domains.id')
    .limit(1000)
    .execute();
}

export type DomainApproval =
  | { readonly kind: 'absent' | 'taken' }
  | {
      readonly kind: 'approved';
      readonly domain: string;
      readonly companyId: number;
      readonly providerId: number;
    };

/** `taken` where another provider speaks for the domain already. */
export async function approveDomain(
  tx: Writer<Tables>,
  id: number,
  approval: { readonly approved_at: number; readonly approved_by: number },
): Promise<DomainApproval> {
  const waiting = await tx
    .selectFrom('identity_domains')
    .select(['domain', 'company_id as companyId', 'provider_id as providerId'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (waiting === undefined) return { kind: 'absent' };
  const taken = await tx
    .selectFrom('identity_domains')
    .select('id')
    .where('domain', '=', waiting.domain)
    .where('approved_at', 'is not', null)
    .executeTakeFirst();
  if (taken !== undefined) return { kind: 'taken' };
  await tx.updateTable('identity_domains').set(approval).where('id', '=', id).execute();
  return { kind: 'approved', ...waiting };
}

/** Not removed, and of a company that is not closed: its people may be of other companies, too. */
function living(tx: Reader<Tables>) {
  return tx
    .selectFrom('identity_providers')
    .innerJoin('companies', 'companies.id', 'identity_providers.company_id')
    .where('identity_providers.removed_at', 'is', null)
    .where('companies.deactivated_at', 'is', null);
}
