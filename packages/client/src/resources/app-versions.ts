import type { AppVersion, Manifest, NewCredentials } from '@gatehouse/wire';
import { Pages } from '../rest/pages.ts';
import type { Transport } from '../rest/transport.ts';

/** What an app asks of companies, version by version. */
export class AppVersionsResource {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  list(appId: number, query: { page?: number; per_page?: number } = {}): Pages<AppVersion> {
    return new Pages(this.#transport, { path: pathOf(appId), query });
  }

  show(appId: number, id: number): Promise<AppVersion> {
    return this.#transport.json({ path: `${pathOf(appId)}/${id}` });
  }

  create(appId: number, version: { semver: string; manifest: Manifest }): Promise<AppVersion> {
    return this.#transport.json({ path: pathOf(appId), method: 'POST', body: version });
  }

  /** Makes a version installable in production; the first one brings the production credentials, shown once. */
  promote(
    appId: number,
    id: number,
    releaseNotes: string,
  ): Promise<{ version: AppVersion; credentials: NewCredentials | null }> {
    const path = `${pathOf(appId)}/${id}/promote`;
    return this.#transport.json({ path, method: 'POST', body: { release_notes: releaseNotes } });
  }

  retire(appId: number, id: number): Promise<AppVersion> {
    return this.#transport.json({ path: `${pathOf(appId)}/${id}/retire`, method: 'POST' });
  }
}

function pathOf(appId: number): string {
  return `/manage/v1/apps/${appId}/versions`;
}
