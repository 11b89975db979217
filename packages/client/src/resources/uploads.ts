import type {
  UnifiedUpload,
  UnifiedUploadCreateBody,
  UnifiedUploadStatus,
  UnifiedUploadUpdateBody,
} from '@gatehouse/wire';
import type { Transport } from '../rest/transport.ts';
import type { DocumentsScope } from './scope.ts';

/**
 * Uploads in parts, of which a file or a version is made afterwards (`upload_uuid`). The parts are PUT to the
 * addresses in the answer, which are the permission: without a token.
 */
export class UploadsResource {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  async begin(scope: DocumentsScope, body: UnifiedUploadCreateBody): Promise<UnifiedUpload['data']> {
    const call = { path: pathOf(scope), companyId: scope.companyId, method: 'POST', body } as const;
    return (await this.#transport.json<UnifiedUpload>(call)).data;
  }

  /** Which parts have arrived, and fresh addresses for the others. */
  async show(scope: DocumentsScope, id: string): Promise<UnifiedUpload['data']> {
    const call = { path: `${pathOf(scope)}/${id}`, companyId: scope.companyId };
    return (await this.#transport.json<UnifiedUpload>(call)).data;
  }

  /** Tells the tags that the parts were answered with, in order; with all of them it is complete. */
  async finish(
    scope: DocumentsScope,
    id: string,
    part_etags: UnifiedUploadUpdateBody['part_etags'],
  ): Promise<UnifiedUploadStatus['data']> {
    const call = {
      path: `${pathOf(scope)}/${id}`,
      companyId: scope.companyId,
      method: 'PATCH',
      body: { part_etags },
    } as const;
    return (await this.#transport.json<UnifiedUploadStatus>(call)).data;
  }
}

function pathOf({ companyId, projectId }: DocumentsScope): string {
  const company = `/rest/v2.1/companies/${companyId}`;
  return projectId === undefined ? `${company}/uploads` : `${company}/projects/${projectId}/uploads`;
}
