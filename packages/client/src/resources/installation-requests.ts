import type {
  InstallationRequest,
  InstallationRequestApproveBody,
  InstallationRequestCreateBody,
  InstallationRequestDenyBody,
  InstallationRequestStatus,
} from '@gatehouse/wire';
import { Pages } from '../rest/pages.ts';
import type { Transport } from '../rest/transport.ts';

/** Members' wishes for apps: admins see everyone's, members their own. */
export class InstallationRequestsResource {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  list(
    companyId: number,
    query: { status?: InstallationRequestStatus; page?: number; per_page?: number } = {},
  ): Pages<InstallationRequest> {
    return new Pages(this.#transport, { path: pathOf(companyId), query });
  }

  create(companyId: number, body: InstallationRequestCreateBody): Promise<InstallationRequest> {
    return this.#transport.json({ path: pathOf(companyId), method: 'POST', body });
  }

  /** Installs the app as well, in the same step; `version_id` pins it to the version that was seen. */
  approve(companyId: number, id: number, body: InstallationRequestApproveBody): Promise<InstallationRequest> {
    return this.#transport.json({ path: `${pathOf(companyId)}/${id}/approve`, method: 'POST', body });
  }

  deny(companyId: number, id: number, body: InstallationRequestDenyBody): Promise<InstallationRequest> {
    return this.#transport.json({ path: `${pathOf(companyId)}/${id}/deny`, method: 'POST', body });
  }

  withdraw(companyId: number, id: number): Promise<InstallationRequest> {
    return this.#transport.json({ path: `${pathOf(companyId)}/${id}/withdraw`, method: 'POST' });
  }
}

function pathOf(companyId: number): string {
  return `/manage/v1/companies/${companyId}/installation_requests`;
}
