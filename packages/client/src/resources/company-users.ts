import type {
  CompanyUser,
  CompanyUserCreateBody,
  CompanyUserShow,
  CompanyUserUpdateBody,
  ProjectAssignment,
  UsersQuery,
} from '@gatehouse/wire';
import { Pages } from '../rest/pages.ts';
import type { Transport } from '../rest/transport.ts';

/** The people of a company who may sign in. */
export class CompanyUsersResource {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  list(companyId: number, query: UsersQuery = {}): Pages<CompanyUser> {
    return new Pages(this.#transport, { path: pathOf(companyId), query, companyId });
  }

  listInactive(companyId: number, query: UsersQuery = {}): Pages<CompanyUser> {
    return new Pages(this.#transport, { path: pathOf(companyId, 'inactive'), query, companyId });
  }

  show(companyId: number, id: number): Promise<CompanyUserShow> {
    return this.#transport.json({ path: pathOf(companyId, id), companyId });
  }

  create(companyId: number, user: CompanyUserCreateBody['user']): Promise<CompanyUserShow> {
    return this.#transport.json({ path: pathOf(companyId), method: 'POST', body: { user }, companyId });
  }

  /** `is_active: false` shuts somebody out from their next call on. */
  update(companyId: number, id: number, user: CompanyUserUpdateBody['user']): Promise<CompanyUserShow> {
    return this.#transport.json({ path: pathOf(companyId, id), method: 'PATCH', body: { user }, companyId });
  }

  reactivate(companyId: number, id: number): Promise<CompanyUserShow> {
    return this.#transport.json({ path: pathOf(companyId, `inactive/${id}`), method: 'PATCH', companyId });
  }

  /** Sends an e-mail with a link to join, and to set a password for whoever has none. */
  async invite(companyId: number, id: number): Promise<void> {
    await this.#transport.send({ path: pathOf(companyId, `${id}/invite`), method: 'PATCH', companyId });
  }

  /** The projects that somebody is in. */
  projects(
    companyId: number,
    id: number,
    query: { page?: number; per_page?: number } = {},
  ): Pages<ProjectAssignment> {
    const path = pathOf(companyId, `${id}/project_assignments`);
    return new Pages(this.#transport, {
      path,
      query: { ...query, filters: { assignment_status: 'assigned' } },
      companyId,
    });
  }
}

function pathOf(companyId: number, rest?: number | string): string {
  const path = `/rest/v1.3/companies/${companyId}/users`;
  return rest === undefined ? path : `${path}/${rest}`;
}
