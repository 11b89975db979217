import type {
  ServiceAccount,
  ServiceAccountCreateBody,
  ServiceAccountCredentials,
  ServiceAccountMigrateBody,
  ServiceAccountMigrated,
  ServiceAccountMigration,
  ServiceAccountPermissionsBody,
  ServiceAccounts,
} from '@gatehouse/wire';
import type { Transport } from '../rest/transport.ts';

/** The machine principals of a company. */
export class ServiceAccountsResource {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  list(companyId: number): Promise<ServiceAccounts> {
    return this.#transport.json({ path: pathOf(companyId) });
  }

  show(companyId: number, id: number): Promise<ServiceAccount> {
    return this.#transport.json({ path: pathOf(companyId, id) });
  }

  /** The only time that its secret is shown. */
  create(companyId: number, body: ServiceAccountCreateBody): Promise<ServiceAccountCredentials> {
    return this.#transport.json({ path: pathOf(companyId), method: 'POST', body });
  }

  /** All of them; what is left out is None. */
  setPermissions(
    companyId: number,
    id: number,
    body: ServiceAccountPermissionsBody,
  ): Promise<ServiceAccount> {
    return this.#transport.json({ path: `${pathOf(companyId, id)}/permissions`, method: 'PUT', body });
  }

  /** A new secret. Its permissions are None again, and the tokens of the old one are dead. */
  regenerate(companyId: number, id: number): Promise<ServiceAccountCredentials> {
    return this.#transport.json({ path: `${pathOf(companyId, id)}/regenerate`, method: 'POST' });
  }

  async delete(companyId: number, id: number): Promise<void> {
    await this.#transport.json({ path: pathOf(companyId, id), method: 'DELETE' });
  }

  /** What would change if an app's own account took over. */
  migration(companyId: number, id: number, versionKey: string): Promise<ServiceAccountMigration> {
    const query = { version_key: versionKey };
    return this.#transport.json({ path: `${pathOf(companyId, id)}/migration`, query });
  }

  migrate(companyId: number, id: number, body: ServiceAccountMigrateBody): Promise<ServiceAccountMigrated> {
    return this.#transport.json({ path: `${pathOf(companyId, id)}/migrate`, method: 'POST', body });
  }
}

function pathOf(companyId: number, id?: number): string {
  const path = `/manage/v1/companies/${companyId}/service_accounts`;
  return id === undefined ? path : `${path}/${id}`;
}
