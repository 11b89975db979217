import type { Reader, Writer } from '@gatehouse/database';
import type { IdentityDomainRow, Tables } from '../schema/tables.ts';

export type StoredDomain = Pick<
  IdentityDomainRow,
  'provider_id' | 'domain' | 'approved_at' | 'dns_proven_at' | 'rejected_at' | 'rejection'
> & { readonly id: number };

/** A domain that waits for a proof, of a provider of this company. False where the provider has it already. */
export async function insertDomain(
  tx: Writer<Tables>,
  companyId: number,
  row: { readonly provider_id: number; readonly domain: string; readonly created_at: number },
): Promise<boolean> {
  const inserted = await tx
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
        .where('company_id', '=', companyId)
        .where('removed_at', 'is', null),
    )
    .onConflict((on) => on.columns(['provider_id', 'domain']).doNothing())
    .returning('id')
    .executeTakeFirst();
  return inserted !== undefined;
}

export async function listDomains(tx: Reader<Tables>, companyId: number): Promise<readonly StoredDomain[]> {
  return await tx
    .selectFrom('identity_domains')
    .select(['id', 'provider_id', 'domain', 'approved_at', 'dns_proven_at', 'rejected_at', 'rejection'])
    .where('company_id', '=', companyId)
    .orderBy('domain')
    .execute();
}

/** Whether an operator has told this company, of whichever provider, that a domain is not its own. */
export async function wasRejected(tx: Reader<Tables>, companyId: number, domain: string): Promise<boolean> {
  const known = await listDomains(tx, companyId);
  return known.some((each) => each.domain === domain && each.rejected_at !== null);
}

/** One that was rejected stays: taken away and added again it could be proven by the DNS after all. */
export async function removeDomain(
  tx: Writer<Tables>,
  companyId: number,
  { providerId, id }: { readonly providerId: number; readonly id: number },
): Promise<string | undefined> {
  const removed = await tx
    .deleteFrom('identity_domains')
    .where('company_id', '=', companyId)
    .where('provider_id', '=', providerId)
    .where('id', '=', id)
    .where('rejected_at', 'is', null)
    .returning('domain')
    .executeTakeFirst();
  return removed?.domain;
}

/** What waits for an operator, with the company that says a domain is its own: a page, and how many there are. */
export async function listWaitingDomains(
  tx: Reader<Tables>,
  { perPage, offset }: { readonly perPage: number; readonly offset: number },
) {
  const waiting = tx
    .selectFrom('identity_domains')
    .where('identity_domains.approved_at', 'is', null)
    .where('identity_domains.rejected_at', 'is', null);
  const { total } = await waiting
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const domains = await waiting
    .innerJoin('companies', 'companies.id', 'identity_domains.company_id')
    .innerJoin('identity_providers', 'identity_providers.id', 'identity_domains.provider_id')
    .select([
      'identity_domains.id',
      'identity_domains.domain',
      'identity_domains.created_at',
      'identity_domains.company_id as companyId',
      'companies.name as companyName',
      'identity_providers.issuer',
    ])
    .orderBy('identity_domains.id')
    .limit(perPage)
    .offset(offset)
    .execute();
  return { total: Number(total), domains };
}

export interface Decided {
  readonly domain: string;
  readonly companyId: number;
  readonly providerId: number;
}

export type DomainApproval =
  | { readonly kind: 'absent' | 'taken' }
  | ({ readonly kind: 'approved' } & Decided);

/** `taken` where another provider speaks for the domain already; `absent` where nothing waits, also for a rejected one. */
export async function approveDomain(
  tx: Writer<Tables>,
  id: number,
  approval: {
    readonly approved_at: number;
    readonly approved_by: number;
    /** Where the DNS has proven it, and no operator looked. */
    readonly dns_proven_at?: number;
  },
): Promise<DomainApproval> {
  const waiting = await tx
    .selectFrom('identity_domains')
    .select(['domain', 'company_id as companyId', 'provider_id as providerId'])
    .where('id', '=', id)
    .where('rejected_at', 'is', null)
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

/** Undefined where nothing waits under this id. */
export async function rejectDomain(
  tx: Writer<Tables>,
  id: number,
  rejection: Pick<IdentityDomainRow, 'rejected_at' | 'rejected_by' | 'rejection'>,
): Promise<Decided | undefined> {
  return await tx
    .updateTable('identity_domains')
    .set(rejection)
    .where('id', '=', id)
    .where('approved_at', 'is', null)
    .where('rejected_at', 'is', null)
    .returning(['domain', 'company_id as companyId', 'provider_id as providerId'])
    .executeTakeFirst();
}
