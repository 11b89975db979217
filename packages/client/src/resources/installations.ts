import type {
  Installation,
  InstallationCreateBody,
  InstallationReinstallBody,
  InstallationUpdateBody,
  InstallationUsage,
  Reach,
  VersionByKey,
} from '@gatehouse/wire';
import { Pages } from '../rest/pages.ts';
import type { Transport } from '../rest/transport.ts';

/** The apps of a company, and every step its admins can take with them. */
export class InstallationsResource {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  list(companyId: number, query: { page?: number; per_page?: number } = {}): Pages<Installation> {
    return new Pages(this.#transport, { path: pathOf(companyId), query });
  }

  show(companyId: number, id: number): Promise<Installation> {
    return this.#transport.json({ path: pathOf(companyId, id) });
  }

  /** What a version key would install, and what stands in the way. 404 where it opens nothing in this company. */
  versionByKey(companyId: number, key: string): Promise<VersionByKey> {
    return this.#transport.json({
      path: `/manage/v1/companies/${companyId}/version_by_key`,
      query: { key },
    });
  }

  /** By `version_key`, or by `app_id` from the marketplace. */
  install(companyId: number, body: InstallationCreateBody): Promise<Installation> {
    return this.#transport.json({ path: pathOf(companyId), method: 'POST', body });
  }

  /** Binds on the app's next call, and leaves its tokens alive for other companies. */
  disconnect(companyId: number, id: number): Promise<Installation> {
    return this.#step(companyId, id, 'disconnect');
  }

  reconnect(companyId: number, id: number): Promise<Installation> {
    return this.#step(companyId, id, 'reconnect');
  }

  uninstall(companyId: number, id: number): Promise<Installation> {
    return this.#step(companyId, id, 'uninstall');
  }

  reinstall(companyId: number, id: number, body: InstallationReinstallBody): Promise<Installation> {
    return this.#step(companyId, id, 'reinstall', body);
  }

  /** Approves exactly the version that was seen; 409 if it is no longer the latest. */
  update(companyId: number, id: number, body: InstallationUpdateBody): Promise<Installation> {
    return this.#step(companyId, id, 'update', body);
  }

  /** The whole list of projects in which the app's own account may work. */
  permitProjects(companyId: number, id: number, projectIds: readonly number[]): Promise<Installation> {
    const path = `${pathOf(companyId, id)}/permitted_projects`;
    return this.#transport.json({ path, method: 'PUT', body: { project_ids: projectIds } });
  }

  usage(companyId: number, id: number, days?: number): Promise<InstallationUsage> {
    const query = days === undefined ? {} : { days };
    return this.#transport.json({ path: `${pathOf(companyId, id)}/usage`, query });
  }

  /** What the app can reach at this moment, by the decision that every call meets. */
  reach(companyId: number, id: number): Promise<Reach> {
    return this.#transport.json({ path: `${pathOf(companyId, id)}/reach` });
  }

  #step(companyId: number, id: number, step: string, body?: object): Promise<Installation> {
    const path = `${pathOf(companyId, id)}/${step}`;
    return this.#transport.json({ path, method: 'POST', ...(body && { body }) });
  }
}

function pathOf(companyId: number, id?: number): string {
  const path = `/manage/v1/companies/${companyId}/installations`;
  return id === undefined ? path : `${path}/${id}`;
}
