import type { PermissionGroup, PersonReference } from '@gatehouse/wire';
import { Pages } from '../rest/pages.ts';
import type { Transport } from '../rest/transport.ts';

/** People who are named together on access lists. */
export class PermissionGroupsResource {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  list(companyId: number, query: { page?: number; per_page?: number } = {}): Pages<PermissionGroup> {
    return new Pages(this.#transport, { path: pathOf(companyId), query });
  }

  create(companyId: number, name: string): Promise<PermissionGroup> {
    return this.#transport.json({ path: pathOf(companyId), method: 'POST', body: { group: { name } } });
  }

  rename(companyId: number, id: number, name: string): Promise<PermissionGroup> {
    const path = `${pathOf(companyId)}/${id}`;
    return this.#transport.json({ path, method: 'PATCH', body: { group: { name } } });
  }

  /** The members of a group, by name. */
  members(
    companyId: number,
    id: number,
    query: { page?: number; per_page?: number } = {},
  ): Pages<PersonReference> {
    return new Pages(this.#transport, { path: `${pathOf(companyId)}/${id}/members`, query });
  }

  addMember(companyId: number, id: number, personId: number): Promise<PermissionGroup> {
    return this.#transport.json({ path: `${pathOf(companyId)}/${id}/members/${personId}`, method: 'PUT' });
  }

  async removeMember(companyId: number, id: number, personId: number): Promise<void> {
    await this.#transport.json({ path: `${pathOf(companyId)}/${id}/members/${personId}`, method: 'DELETE' });
  }

  /** All members; who is left out is out. */
  setMembers(companyId: number, id: number, person_ids: readonly number[]): Promise<PermissionGroup> {
    const path = `${pathOf(companyId)}/${id}/members`;
    return this.#transport.json({ path, method: 'PUT', body: { person_ids } });
  }

  async delete(companyId: number, id: number): Promise<void> {
    await this.#transport.json({ path: `${pathOf(companyId)}/${id}`, method: 'DELETE' });
  }
}

function pathOf(companyId: number): string {
  return `/manage/v1/companies/${companyId}/groups`;
}
