import type { CompaniesQuery, Company, CompanyCreateBody } from '@gatehouse/wire';
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

  /** For whoever runs the deployment: a company, and the invitation of its first administrator. */
  create(company: CompanyCreateBody['company']): Promise<Company> {
    return this.#transport.json({ path: '/manage/v1/companies', method: 'POST', body: { company } });
  }
}
