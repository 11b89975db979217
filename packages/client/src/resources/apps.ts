import type { App, AppCreated, Verification } from '@gatehouse/wire';
import { Pages } from '../rest/pages.ts';
import type { Transport } from '../rest/transport.ts';

const path = '/manage/v1/apps';

/** The apps that the caller builds. */
export class AppsResource {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  list(query: { page?: number; per_page?: number } = {}): Pages<App> {
    return new Pages(this.#transport, { path, query });
  }

  show(id: number): Promise<App> {
    return this.#transport.json({ path: `${path}/${id}` });
  }

  /** Makes an app with its sandbox company. The only time that its first secret is shown. */
  create(app: { name: string; description: string; publisher: string }): Promise<AppCreated> {
    return this.#transport.json({ path, method: 'POST', body: app });
  }

  update(id: number, change: { name?: string; description?: string; publisher?: string }): Promise<App> {
    return this.#transport.json({ path: `${path}/${id}`, method: 'PATCH', body: change });
  }

  /** Asks the operator to verify who publishes the app. */
  askForVerification(id: number): Promise<Verification> {
    return this.#transport.json({ path: `${path}/${id}/verification`, method: 'POST' });
  }
}
