import type { MarketplaceApp } from '@gatehouse/wire';
import { Pages } from '../rest/pages.ts';
import type { Transport } from '../rest/transport.ts';

/** The listed apps, as one company sees them. */
export class MarketplaceResource {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  list(companyId: number, query: { page?: number; per_page?: number } = {}): Pages<MarketplaceApp> {
    return new Pages(this.#transport, {
      path: '/manage/v1/marketplace',
      query: { ...query, company_id: companyId },
    });
  }
}
