import type {
  PermissionTemplate,
  PermissionTemplateCreateBody,
  PermissionTemplateShow,
  PermissionTemplatesQuery,
  PermissionTemplateUpdateBody,
} from '@gatehouse/wire';
import { Pages } from '../rest/pages.ts';
import type { Transport } from '../rest/transport.ts';

export class PermissionTemplatesResource {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** Those that hold in projects, unless the filter asks for the company's. */
  list(companyId: number, query: PermissionTemplatesQuery = {}): Pages<PermissionTemplate> {
    return new Pages(this.#transport, { path: pathOf(companyId), query, companyId });
  }

  /** Those that can be held in one project: the company's global ones, and its own. */
  listForProject(
    companyId: number,
    projectId: number,
    query: PermissionTemplatesQuery = {},
  ): Pages<PermissionTemplate> {
    const path = `/rest/v1.0/projects/${projectId}/permission_templates`;
    return new Pages(this.#transport, { path, query, companyId });
  }

  show(companyId: number, id: number): Promise<PermissionTemplateShow> {
    return this.#transport.json({ path: `${pathOf(companyId)}/${id}`, companyId });
  }

  create(
    companyId: number,
    permission_template: PermissionTemplateCreateBody['permission_template'],
  ): Promise<PermissionTemplateShow> {
    const body = { permission_template };
    return this.#transport.json({ path: pathOf(companyId), method: 'POST', body, companyId });
  }

  /** Whoever holds it has the new levels from their next call on. */
  update(
    companyId: number,
    id: number,
    permission_template: PermissionTemplateUpdateBody['permission_template'],
  ): Promise<PermissionTemplateShow> {
    const body = { permission_template };
    return this.#transport.json({ path: managePathOf(companyId, id), method: 'PATCH', body });
  }

  async delete(companyId: number, id: number): Promise<void> {
    await this.#transport.json({ path: managePathOf(companyId, id), method: 'DELETE' });
  }
}

function pathOf(companyId: number): string {
  return `/rest/v1.0/companies/${companyId}/permission_templates`;
}

function managePathOf(companyId: number, id: number): string {
  return `/manage/v1/companies/${companyId}/permission_templates/${id}`;
}
