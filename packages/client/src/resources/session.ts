import type { CurrentPerson, CurrentPersonUpdate } from '@gatehouse/wire';
import type { Transport } from '../rest/transport.ts';

const path = '/manage/v1/session';

export class SessionResource {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** The signed-in person; an ApiError of status 401 when nobody is. */
  show(): Promise<CurrentPerson> {
    return this.#transport.json({ path });
  }

  update(change: CurrentPersonUpdate): Promise<CurrentPerson> {
    return this.#transport.json({ path, method: 'PATCH', body: change });
  }

  async signOut(): Promise<void> {
    await this.#transport.json({ path, method: 'DELETE' });
  }
}
