import type { AppPolicy, AppPolicyUpdate } from '@gatehouse/wire';
import type { Transport } from '../rest/transport.ts';

/** A company's rules about apps; they bind installed apps too. */
export class AppPolicyResource {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  show(companyId: number): Promise<AppPolicy> {
    return this.#transport.json({ path: pathOf(companyId) });
  }

  /** What is left out stays; a list is replaced whole. */
  update(companyId: number, change: AppPolicyUpdate): Promise<AppPolicy> {
    return this.#transport.json({ path: pathOf(companyId), method: 'PATCH', body: change });
  }
}

function pathOf(companyId: number): string {
  return `/manage/v1/companies/${companyId}/app_policy`;
}
