import type { Listing } from '@gatehouse/wire';
import type { Transport } from '../rest/transport.ts';

type ListingTexts = Pick<Listing, 'tagline' | 'about' | 'support_email' | 'website'>;

/** An app's page in the marketplace. */
export class AppListingsResource {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  show(appId: number): Promise<Listing> {
    return this.#transport.json({ path: pathOf(appId) });
  }

  update(appId: number, listing: ListingTexts): Promise<Listing> {
    return this.#transport.json({ path: pathOf(appId), method: 'PUT', body: listing });
  }

  submit(appId: number): Promise<Listing> {
    return this.#transport.json({ path: `${pathOf(appId)}/submit`, method: 'POST' });
  }

  withdraw(appId: number): Promise<Listing> {
    return this.#transport.json({ path: `${pathOf(appId)}/withdraw`, method: 'POST' });
  }
}

function pathOf(appId: number): string {
  return `/manage/v1/apps/${appId}/listing`;
}
