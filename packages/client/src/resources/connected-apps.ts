import type { ConnectedApp } from '@gatehouse/wire';
import type { Transport } from '../rest/transport.ts';

const path = '/manage/v1/connected_apps';

export class ConnectedAppsResource {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  list(): Promise<ConnectedApp[]> {
    return this.#transport.json({ path });
  }

  /** Kills every token of the app in the person's name, at once. */
  async revoke(id: string): Promise<void> {
    await this.#transport.json({ path: `${path}/${encodeURIComponent(id)}`, method: 'DELETE' });
  }

  /** Kills every token of every app in the person's name, at once. */
  async revokeAll(): Promise<void> {
    await this.#transport.json({ path, method: 'DELETE' });
  }

  /** Lets the app into one of the person's companies, or keeps it out: from its next call on. */
  async choose(id: string, companyId: number, allowed: boolean): Promise<ConnectedApp> {
    const company = `${path}/${encodeURIComponent(id)}/companies/${companyId}`;
    return await this.#transport.json({ path: company, method: allowed ? 'PUT' : 'DELETE' });
  }
}
