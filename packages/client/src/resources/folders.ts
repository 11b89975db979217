import type { Folder, FolderCreateBody, FolderQuery, FolderUpdateBody } from '@gatehouse/wire';
import type { Transport } from '../rest/transport.ts';
import { type DocumentsScope, documentsCall } from './scope.ts';

export type FolderView = Omit<FolderQuery, 'project_id'>;

export class FoldersResource {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** The root folder with what is directly in it. */
  root(scope: DocumentsScope, view: FolderView = {}): Promise<Folder> {
    const call = documentsCall(scope, 'folders');
    return this.#transport.json({ ...call, query: { ...call.query, ...view } });
  }

  /** A folder with what is directly in it; go deeper by showing its folders. */
  show(scope: DocumentsScope, id: number, view: FolderView = {}): Promise<Folder> {
    const call = documentsCall(scope, 'folders', id);
    return this.#transport.json({ ...call, query: { ...call.query, ...view } });
  }

  create(scope: DocumentsScope, folder: FolderCreateBody['folder']): Promise<Folder> {
    return this.#transport.json({ ...documentsCall(scope, 'folders'), method: 'POST', body: { folder } });
  }

  /** Renames, moves (`parent_id`), or marks private (`explicit_permissions`). */
  update(scope: DocumentsScope, id: number, folder: FolderUpdateBody['folder']): Promise<Folder> {
    return this.#transport.json({
      ...documentsCall(scope, 'folders', id),
      method: 'PATCH',
      body: { folder },
    });
  }

  /** Moves a folder to the recycle bin. */
  async delete(scope: DocumentsScope, id: number): Promise<void> {
    await this.#transport.json({ ...documentsCall(scope, 'folders', id), method: 'DELETE' });
  }
}
