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
}
