import type {
  Project,
  ProjectCreateBody,
  ProjectShow,
  ProjectsQuery,
  ProjectUpdateBody,
} from '@gatehouse/wire';
import { Pages } from '../rest/pages.ts';
import type { Transport } from '../rest/transport.ts';

export class ProjectsResource {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** The projects of a company that the caller was added to; only active ones unless a filter says otherwise. */
  list(companyId: number, query: ProjectsQuery = {}): Pages<Project> {
    return new Pages(this.#transport, {
      path: '/rest/v1.0/projects',
      query: { ...query, company_id: companyId },
      companyId,
    });
  }

  show(companyId: number, id: number): Promise<ProjectShow> {
    return this.#transport.json({
      path: `/rest/v1.0/projects/${id}`,
      query: { company_id: companyId },
      companyId,
    });
  }

  create(companyId: number, project: ProjectCreateBody['project']): Promise<ProjectShow> {
    const body = { company_id: companyId, project };
    return this.#transport.json({ path: '/rest/v1.0/projects', method: 'POST', body, companyId });
  }

  /** `active: false` archives it, `true` brings it back. */
  update(companyId: number, id: number, project: ProjectUpdateBody['project']): Promise<ProjectShow> {
    const body = { company_id: companyId, project };
    return this.#transport.json({ path: `/rest/v1.0/projects/${id}`, method: 'PATCH', body, companyId });
  }
}
