import type { CompaniesQuery, Company } from '@gatehouse/wire';
import { Pages } from '../rest/pages.ts';
import type { Transport } from '../rest/transport.ts';

export class CompaniesResource {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** The companies the caller belongs to, those included that have disconnected the app. */
  list(query: CompaniesQuery = {}): Pages<Company> {
    return new Pages(this.#transport, { path: '/rest/v1.0/companies', query });
  }
}
