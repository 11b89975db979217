import type { Notice } from '@gatehouse/wire';
import { Pages } from '../rest/pages.ts';
import type { Transport } from '../rest/transport.ts';

const path = '/manage/v1/notices';

/** What the caller is told about, newest first. */
export class NoticesResource {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  list(query: { unread?: boolean; page?: number; per_page?: number } = {}): Pages<Notice> {
    return new Pages(this.#transport, { path, query });
  }

  async read(id: string): Promise<void> {
    await this.#transport.json({ path: `${path}/${encodeURIComponent(id)}/read`, method: 'POST' });
  }
}
