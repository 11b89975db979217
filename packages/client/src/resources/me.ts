import type { Me } from '@gatehouse/wire';
import type { Transport } from '../rest/transport.ts';

export class MeResource {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** Who the token speaks for. A service account names the company it is asked in. */
  show(companyId?: number): Promise<Me> {
    return this.#transport.json({ path: '/rest/v1.0/me', companyId });
  }
}
