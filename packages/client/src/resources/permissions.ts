import type {
  ExplainQuery,
  Explanation,
  PermissionLine,
  PermissionsBody,
  PermissionsQuery,
} from '@gatehouse/wire';
import { Pages } from '../rest/pages.ts';
import type { Transport } from '../rest/transport.ts';

/** Who may do what: in a company, or in one of its projects. */
export class PermissionsResource {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** People by tools. */
  list(companyId: number, query: PermissionsQuery = {}): Pages<PermissionLine> {
    return new Pages(this.#transport, { path: pathOf(companyId, 'permissions'), query });
  }

  /** Binds on the person's next call. What is left out stays as it is. */
  set(
    companyId: number,
    personId: number,
    permissions: PermissionsBody['permissions'],
  ): Promise<PermissionLine> {
    const path = pathOf(companyId, `permissions/${personId}`);
    return this.#transport.json({ path, method: 'PUT', body: { permissions } });
  }

  /** Why somebody may or may not do something, term by term. */
  explain(companyId: number, query: ExplainQuery): Promise<Explanation> {
    return this.#transport.json({ path: pathOf(companyId, 'explain'), query });
  }
}

function pathOf(companyId: number, what: string): string {
  return `/manage/v1/companies/${companyId}/${what}`;
}
