import type { Reader, Writer } from '@gatehouse/database';
import type { Manifest } from '@gatehouse/wire';
import { type Origin, record } from '../../audit/audit.ts';
import type { House } from '../../house.ts';
import type { ServiceAccountRow, Tables } from '../../schema/tables.ts';
import { createContact, retireContact, stripContact } from './account-contact.ts';
import { applyLevels } from './approved-levels.ts';
import { storePermittedProjects } from './permitted-projects.ts';

type Means = Pick<House, 'clock' | 'random'>;

/** What a company approved for an app: the version's manifest, and where the app's own account may work. */
export interface Approved {
  readonly appId: number;
  readonly manifest: Manifest;
  /** Projects of this company; `strangeProjects` tells beforehand which are not. */
  readonly permittedProjectIds: readonly number[];
}

/**
 * At install, update and reinstall (rules M4, S6): makes the app's account in this company, where the manifest asks
 * for one, with exactly the manifest's permissions, in the permitted projects only; nothing of an earlier approval
 * stays. A contact that ceased stays so: who approves anew gets a new one. Answers the contact's id, or null where
 * the manifest asks for no account.
 */
export async function ensureDeveloperManagedAccount(
  house: Means,
  tx: Writer<Tables>,
  origin: Origin,
  companyId: number,
  approved: Approved & { readonly clientId: string },
): Promise<number | null> {
  const { appId, clientId, manifest } = approved;
  const account = await accountOf(tx, companyId, appId);
  const asked = manifest.components.service_account !== null;
  if (asked && (account === undefined || account.ceased_at !== null)) {
    await makeAccount(house, tx, origin, companyId, { appId, clientId, replaces: account });
  }
  await storePermittedProjects(tx, companyId, appId, approved.permittedProjectIds);
  return await applyTo(house, tx, origin, companyId, appId, manifest);
}

/** At a change of the permitted projects: membership and levels follow at once. `manifest` is the approved one. */
export async function permitProjects(
  house: Means,
  tx: Writer<Tables>,
  origin: Origin,
  companyId: number,
  approved: Omit<Approved, 'manifest'> & { readonly manifest: Manifest | null },
): Promise<void> {
  await storePermittedProjects(tx, companyId, approved.appId, approved.permittedProjectIds);
  await applyTo(house, tx, origin, companyId, approved.appId, approved.manifest);
}

/** At uninstall: nothing is permitted any more, and the account is nothing but a name in the directory. */
export async function withdrawAccount(
  house: Means,
  tx: Writer<Tables>,
  origin: Origin,
  companyId: number,
  appId: number,
): Promise<void> {
  await permitProjects(house, tx, origin, companyId, { appId, manifest: null, permittedProjectIds: [] });
}

async function applyTo(
  house: Means,
  tx: Writer<Tables>,
  origin: Origin,
  companyId: number,
  appId: number,
  manifest: Manifest | null,
): Promise<number | null> {
  const account = await accountOf(tx, companyId, appId);
  if (account === undefined || account.ceased_at !== null) return null;
  const personId = account.person_id;
  const component = manifest?.components.service_account ?? null;
  if (component === null) await stripContact(tx, companyId, personId);
  else await applyLevels(house, tx, companyId, { appId, personId, component });
  await tx
    .updateTable('service_accounts')
    .set({ permissions_changed_at: house.clock.now() })
    .where('company_id', '=', companyId)
    .where('id', '=', account.id)
    .execute();
  await record(house, tx, origin, {
    event: 'service_account.permissions_changed',
    companyId,
    subject: `service_account:${account.id}`,
    details: { app_id: appId, company: spoken(component?.company), project: spoken(component?.project) },
  });
  return component === null ? null : personId;
}

async function makeAccount(
  house: Means,
  tx: Writer<Tables>,
  origin: Origin,
  companyId: number,
  wanted: {
    readonly appId: number;
    readonly clientId: string;
    readonly replaces: StoredAccount | undefined;
  },
): Promise<void> {
  const { appId, clientId, replaces } = wanted;
  const app = await tx
    .selectFrom('apps')
    .select(['name', 'developer_id'])
    .where('id', '=', appId)
    .executeTakeFirstOrThrow();
  const personId = await createContact(house, tx, origin, companyId, app.name);
  const account = {
    person_id: personId,
    client_id: clientId,
    name: app.name,
    created_by: origin.actor.kind === 'person' ? origin.actor.id : app.developer_id,
    created_at: house.clock.now(),
    last_used_at: null,
    ceased_at: null,
    ceased_reason: null,
    unused_noticed_at: null,
  };
  let accountId = replaces?.id;
  if (replaces === undefined) {
    const inserted = await tx
      .insertInto('service_accounts')
      .values({ ...account, company_id: companyId, kind: 'developer_managed' })
      .returning('id')
      .executeTakeFirstOrThrow();
    accountId = inserted.id;
  } else {
    await retireContact(house, tx, companyId, replaces.person_id);
    await tx
      .updateTable('service_accounts')
      .set(account)
      .where('company_id', '=', companyId)
      .where('id', '=', replaces.id)
      .execute();
  }
  await record(house, tx, origin, {
    event: 'service_account.created',
    companyId,
    subject: `service_account:${accountId}`,
    details: { name: app.name, kind: 'developer_managed', app_id: appId },
  });
}

type StoredAccount = Pick<ServiceAccountRow, 'person_id' | 'ceased_at'> & { readonly id: number };

async function accountOf(
  tx: Reader<Tables>,
  companyId: number,
  appId: number,
): Promise<StoredAccount | undefined> {
  return await tx
    .selectFrom('service_accounts')
    .innerJoin('clients', 'clients.client_id', 'service_accounts.client_id')
    .innerJoin('companies', 'companies.id', 'service_accounts.company_id')
    .select(['service_accounts.id', 'service_accounts.person_id', 'service_accounts.ceased_at'])
    .where('service_accounts.company_id', '=', companyId)
    .where('clients.app_id', '=', appId)
    .whereRef('clients.environment', '=', 'companies.environment')
    .executeTakeFirst();
}

/** `documents: Standard, directory: Read Only`, for the audit trail. */
function spoken(levels: Readonly<Record<string, string | undefined>> = {}): string {
  const parts = Object.entries(levels).map(([tool, level]) => `${tool}: ${level}`);
  return parts.length === 0 ? 'None' : parts.join(', ');
}
