import type { App, AppCreated, AppMetrics, RefusedRequest, Verification } from '@gatehouse/wire';
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

  /** Installs, users and calls by day, over all companies together. */
  metrics(id: number, query: { days?: number; environment?: 'sandbox' | 'production' }): Promise<AppMetrics> {
    return this.#transport.json({ path: `${path}/${id}/metrics`, query });
  }

  /** The app's refused requests with the reason of each, newest first. */
  requestLog(id: number, query: { page?: number; per_page?: number } = {}): Pages<RefusedRequest> {
    return new Pages(this.#transport, { path: `${path}/${id}/request_log`, query });
  }
}
