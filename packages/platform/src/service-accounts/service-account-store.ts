import type { Reader } from '@gatehouse/database';
import type { ServiceAccountRow, Tables } from '../schema/tables.ts';
import { deletedReason } from './service-account-machine.ts';

/** An account with the names that an admin reads. */
export interface StoredAccount {
  readonly id: number;
  readonly companyId: number;
  readonly kind: ServiceAccountRow['kind'];
  readonly name: string;
  readonly clientId: string;
  readonly contact: { readonly id: number; readonly email: string };
  readonly app: { readonly id: number; readonly name: string } | null;
  readonly installation: { readonly disconnected: boolean; readonly uninstalled: boolean } | null;
  readonly owner: { readonly id: number; readonly name: string } | null;
  readonly createdAt: number;
  readonly expiresAt: number | null;
  readonly lastUsedAt: number | null;
  readonly ceasedAt: number | null;
  readonly ceasedReason: string | null;
  readonly permissionsChangedAt: number | null;
}

/** One account of this company, whatever became of it. */
export async function findAccount(
  tx: Reader<Tables>,
  companyId: number,
  id: number,
): Promise<StoredAccount | undefined> {
  const row = await accounts(tx, companyId).where('service_accounts.id', '=', id).executeTakeFirst();
  return row && accountFrom(row);
}

/** A page of the company's accounts, by name; those that were deleted, or whose app was uninstalled, left out. */
export async function listAccounts(
  tx: Reader<Tables>,
  companyId: number,
  { perPage, offset }: { readonly perPage: number; readonly offset: number },
): Promise<{ readonly total: number; readonly accounts: readonly StoredAccount[] }> {
  const present = accounts(tx, companyId)
    .where('installations.uninstalled_at', 'is', null)
    .where((it) =>
      it.or([
        it('service_accounts.ceased_reason', 'is', null),
        it('service_accounts.ceased_reason', '!=', deletedReason),
      ]),
    );
  const { total } = await present
    .clearSelect()
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const rows = await present
    .orderBy('service_accounts.name')
    .orderBy('service_accounts.id')
    .limit(perPage)
    .offset(offset)
    .execute();
  return { total, accounts: rows.map(accountFrom) };
}

function accounts(tx: Reader<Tables>, companyId: number) {
  return tx
    .selectFrom('service_accounts')
    .innerJoin('people', 'people.id', 'service_accounts.person_id')
    .innerJoin('clients', 'clients.client_id', 'service_accounts.client_id')
    .leftJoin('apps', 'apps.id', 'clients.app_id')
    .leftJoin('installations', (join) =>
      join
        .onRef('installations.company_id', '=', 'service_accounts.company_id')
        .onRef('installations.app_id', '=', 'clients.app_id'),
    )
    .leftJoin('people as owners', 'owners.id', 'service_accounts.owner_id')
    .select(columns)
    .where('service_accounts.company_id', '=', companyId);
}

const columns = [
  'service_accounts.id',
  'service_accounts.company_id',
  'service_accounts.kind',
  'service_accounts.name',
  'service_accounts.client_id',
  'service_accounts.person_id',
  'service_accounts.owner_id',
  'service_accounts.created_at',
  'service_accounts.expires_at',
  'service_accounts.last_used_at',
  'service_accounts.ceased_at',
  'service_accounts.ceased_reason',
  'service_accounts.permissions_changed_at',
  'people.email',
  'apps.id as app_id',
  'apps.name as app_name',
  'installations.id as installation_id',
  'installations.disconnected_at',
  'installations.uninstalled_at',
  'owners.name as owner_name',
] as const;

type Row = Awaited<ReturnType<ReturnType<typeof accounts>['executeTakeFirstOrThrow']>>;

function accountFrom(row: Row): StoredAccount {
  return {
    id: row.id,
    companyId: row.company_id,
    kind: row.kind,
    name: row.name,
    clientId: row.client_id,
    contact: { id: row.person_id, email: row.email },
    app: row.app_id === null || row.app_name === null ? null : { id: row.app_id, name: row.app_name },
    installation:
      row.installation_id === null
        ? null
        : { disconnected: row.disconnected_at !== null, uninstalled: row.uninstalled_at !== null },
    owner:
      row.owner_id === null || row.owner_name === null ? null : { id: row.owner_id, name: row.owner_name },
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    lastUsedAt: row.last_used_at,
    ceasedAt: row.ceased_at,
    ceasedReason: row.ceased_reason,
    permissionsChangedAt: row.permissions_changed_at,
  };
}
