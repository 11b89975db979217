import type { OwnSession } from '@gatehouse/wire';
import type { Transport } from '../rest/transport.ts';

const path = '/manage/v1/sessions';

/** Where the person is signed in. */
export class OwnSessionsResource {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  list(): Promise<OwnSession[]> {
    return this.#transport.json({ path });
  }

  /** Signs one browser out, at once. */
  async end(id: string): Promise<void> {
    await this.#transport.json({ path: `${path}/${encodeURIComponent(id)}`, method: 'DELETE' });
  }

  /** Signs every browser out but the one that asks. */
  async endOthers(): Promise<void> {
    await this.#transport.json({ path, method: 'DELETE' });
  }
}
