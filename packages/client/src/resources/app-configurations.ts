import type {
  AppConfiguration,
  AppConfigurationCreateBody,
  AppConfigurationsQuery,
  AppConfigurationUpdateBody,
} from '@gatehouse/wire';
import { Pages } from '../rest/pages.ts';
import type { Transport } from '../rest/transport.ts';

/** How a company sets up the apps that it has installed. */
export class AppConfigurationsResource {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  list(companyId: number, query: AppConfigurationsQuery = {}): Pages<AppConfiguration> {
    return new Pages(this.#transport, { ...callTo(companyId), query: { ...query } });
  }

  show(companyId: number, id: number): Promise<AppConfiguration> {
    return this.#transport.json(callTo(companyId, id));
  }

  create(companyId: number, body: AppConfigurationCreateBody): Promise<AppConfiguration> {
    return this.#transport.json({ ...callTo(companyId), method: 'POST', body });
  }

  /** What is left out stays. */
  update(companyId: number, id: number, body: AppConfigurationUpdateBody): Promise<AppConfiguration> {
    return this.#transport.json({ ...callTo(companyId, id), method: 'PATCH', body });
  }

  async remove(companyId: number, id: number): Promise<void> {
    await this.#transport.json({ ...callTo(companyId, id), method: 'DELETE' });
  }
}

function callTo(companyId: number, id?: number) {
  const path = `/rest/v1.0/companies/${companyId}/app_configurations`;
  return { path: id === undefined ? path : `${path}/${id}`, companyId };
}
