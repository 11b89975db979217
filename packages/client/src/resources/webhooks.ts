import type { WebhookDeliveryV2, WebhookHookV2, WebhookResource, WebhookTriggerV2 } from '@gatehouse/wire';
import type { Query } from '../rest/query-string.ts';
import type { Call, Transport } from '../rest/transport.ts';

/** A company's own hooks, or those of one of its projects. */
export type WebhookScope = { companyId: number; projectId?: number | undefined };

export type WebhookWish = {
  destination_url?: string;
  payload_version?: string;
  namespace?: string;
  status?: 'active' | 'disabled';
  destination_headers?: { Authorization?: string };
};

/** Addresses that are told of changes (v2.0 of the wire). */
export class WebhooksResource {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** All that the caller is shown. */
  async list(scope: WebhookScope): Promise<WebhookHookV2[]> {
    const all: WebhookHookV2[] = [];
    for (let page = 1; ; page += 1) {
      const found = await this.#data<WebhookHookV2[]>(callTo(scope, 'hooks', { page, per_page: 100 }));
      all.push(...found);
      if (found.length < 100) return all;
    }
  }

  create(scope: WebhookScope, body: WebhookWish): Promise<WebhookHookV2> {
    return this.#data({ ...callTo(scope, 'hooks'), method: 'POST', body });
  }

  update(scope: WebhookScope, id: string, body: WebhookWish): Promise<WebhookHookV2> {
    return this.#data({ ...callTo(scope, `hooks/${id}`), method: 'PATCH', body });
  }

  async remove(scope: WebhookScope, id: string): Promise<void> {
    await this.#transport.json({ ...callTo(scope, `hooks/${id}`), method: 'DELETE' });
  }

  /** Of which changes a hook can be told. */
  resources(scope: WebhookScope): Promise<WebhookResource[]> {
    return this.#data(callTo(scope, 'resources', { payload_version: 'v4.0' }));
  }

  triggers(scope: WebhookScope, hookId: string): Promise<WebhookTriggerV2[]> {
    return this.#data(callTo(scope, `hooks/${hookId}/triggers`));
  }

  async addTriggers(
    scope: WebhookScope,
    hookId: string,
    body: readonly { resource_name: string; event_type: string }[],
  ): Promise<void> {
    await this.#transport.json({ ...callTo(scope, `hooks/${hookId}/triggers/bulk`), method: 'POST', body });
  }

  async removeTrigger(scope: WebhookScope, hookId: string, id: string): Promise<void> {
    await this.#transport.json({ ...callTo(scope, `hooks/${hookId}/triggers/${id}`), method: 'DELETE' });
  }

  /** What was told, newest first. */
  deliveries(
    scope: WebhookScope,
    hookId: string,
    query: { page?: number; per_page?: number } = {},
  ): Promise<WebhookDeliveryV2[]> {
    return this.#data(callTo(scope, `hooks/${hookId}/deliveries`, query));
  }

  /** Tells of a change again, whatever became of it before. */
  async redeliver(scope: WebhookScope, hookId: string, id: string): Promise<void> {
    const path = `hooks/${hookId}/deliveries/${id}/redeliver`;
    await this.#transport.json({ ...callTo(scope, path), method: 'POST' });
  }

  async #data<Answer>(call: Call): Promise<Answer> {
    const { data } = await this.#transport.json<{ data: Answer }>(call);
    return data;
  }
}

function callTo({ companyId, projectId }: WebhookScope, what: string, query: Query = {}): Call {
  const project = projectId === undefined ? '' : `/projects/${projectId}`;
  return { path: `/rest/v2.0/companies/${companyId}${project}/webhooks/${what}`, query, companyId };
}
