import type { ProjectTool, ProjectToolsUpdateBody, ProjectUser, UsersQuery } from '@gatehouse/wire';
import { Pages } from '../rest/pages.ts';
import type { Transport } from '../rest/transport.ts';

/** The people and the tools of a project. */
export class ProjectUsersResource {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  list(companyId: number, projectId: number, query: UsersQuery = {}): Pages<ProjectUser> {
    return new Pages(this.#transport, { path: pathOf(projectId, 'users'), query, companyId });
  }

  /** Puts somebody of the company into the project, with a template or with none. */
  add(
    companyId: number,
    projectId: number,
    userId: number,
    templateId: number | null = null,
  ): Promise<ProjectUser> {
    const path = pathOf(projectId, `users/${userId}/actions/add`);
    const body = { user: { permission_template_id: templateId } };
    return this.#transport.json({ path, method: 'POST', body, companyId });
  }

  /** Out of the project, not out of the company. */
  async remove(companyId: number, projectId: number, userId: number): Promise<void> {
    const path = pathOf(projectId, `users/${userId}/actions/remove`);
    await this.#transport.json({ path, method: 'DELETE', companyId });
  }

  tools(companyId: number, projectId: number): Pages<ProjectTool> {
    return new Pages(this.#transport, { path: pathOf(projectId, 'tools'), companyId });
  }

  /** Switches tools on and off for everybody in the project. */
  updateTools(
    companyId: number,
    projectId: number,
    tools: ProjectToolsUpdateBody['tools'],
  ): Promise<ProjectTool[]> {
    return this.#transport.json({
      path: pathOf(projectId, 'tools'),
      method: 'PATCH',
      body: { tools },
      companyId,
    });
  }
}

function pathOf(projectId: number, what: string): string {
  return `/rest/v1.0/projects/${projectId}/${what}`;
}
