import type {
  IdentityDomain,
  IdentityProvider,
  IdentityProviderCreateBody,
  IdentityProviderTest,
  IdentityProviderUpdateBody,
  WayOutCodes,
} from '@gatehouse/wire';
import type { Transport } from '../rest/transport.ts';

/** Where the people of a company sign in, if not at Gatehouse, and the mail domains of theirs. */
export class IdentityProvidersResource {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  list(companyId: number): Promise<IdentityProvider[]> {
    return this.#transport.json({ path: pathOf(companyId) });
  }

  create(companyId: number, body: IdentityProviderCreateBody): Promise<IdentityProvider> {
    return this.#transport.json({ path: pathOf(companyId), method: 'POST', body });
  }

  /** What is left out stays. */
  update(companyId: number, id: number, body: IdentityProviderUpdateBody): Promise<IdentityProvider> {
    return this.#transport.json({ path: `${pathOf(companyId)}/${id}`, method: 'PATCH', body });
  }

  async remove(companyId: number, id: number): Promise<void> {
    await this.#transport.json({ path: `${pathOf(companyId)}/${id}`, method: 'DELETE' });
  }

  /** Asks the provider now whether it works. */
  test(companyId: number, id: number): Promise<IdentityProviderTest> {
    return this.#transport.json({ path: `${pathOf(companyId)}/${id}/test`, method: 'POST', body: {} });
  }

  /** New codes, shown this once; earlier ones end. */
  renewWayOutCodes(companyId: number, id: number): Promise<WayOutCodes> {
    return this.#transport.json({
      path: `${pathOf(companyId)}/${id}/way_out_codes`,
      method: 'POST',
      body: {},
    });
  }

  addDomain(companyId: number, id: number, domain: string): Promise<IdentityDomain> {
    const body = { domain };
    return this.#transport.json({ path: `${pathOf(companyId)}/${id}/domains`, method: 'POST', body });
  }

  /** Looks for the record in the DNS that proves a domain. */
  proveDomain(companyId: number, id: number, domainId: number): Promise<IdentityDomain> {
    const path = `${pathOf(companyId)}/${id}/domains/${domainId}/prove`;
    return this.#transport.json({ path, method: 'POST', body: {} });
  }

  async removeDomain(companyId: number, id: number, domainId: number): Promise<void> {
    await this.#transport.json({
      path: `${pathOf(companyId)}/${id}/domains/${domainId}`,
      method: 'DELETE',
    });
  }
}

function pathOf(companyId: number): string {
  return `/manage/v1/companies/${companyId}/identity_providers`;
}
