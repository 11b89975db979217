import type {
  DocumentAccess,
  DocumentAccessBody,
  DocumentCopyBody,
  DocumentTrackers,
  DocumentTrackersBody,
  Folder,
  FolderCreateBody,
  FolderQuery,
  FolderUpdateBody,
} from '@gatehouse/wire';
import { type Conditions, conditionHeaders } from '../rest/conditions.ts';
import type { Transport } from '../rest/transport.ts';
import { type DocumentsScope, documentsCall, within } from './scope.ts';

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

  create(scope: DocumentsScope, folder: FolderCreateBody['folder'], when: Conditions = {}): Promise<Folder> {
    return this.#transport.json({
      ...documentsCall(scope, 'folders'),
      method: 'POST',
      body: { folder },
      headers: conditionHeaders(when),
    });
  }

  /** Renames, moves (`parent_id`), or marks private (`explicit_permissions`). */
  update(
    scope: DocumentsScope,
    id: number,
    folder: FolderUpdateBody['folder'],
    when: Conditions = {},
  ): Promise<Folder> {
    return this.#transport.json({
      ...documentsCall(scope, 'folders', id),
      method: 'PATCH',
      body: { folder },
      headers: conditionHeaders(when),
    });
  }

  /** Moves a folder to the recycle bin. */
  async delete(scope: DocumentsScope, id: number): Promise<void> {
    await this.#transport.json({ ...documentsCall(scope, 'folders', id), method: 'DELETE' });
  }

  /** Copies a folder with everything in it that the caller sees. */
  copy(scope: DocumentsScope, id: number, copy: DocumentCopyBody['copy']): Promise<Folder> {
    return this.#transport.json({ ...within(scope, 'folders', id, 'copy'), method: 'POST', body: { copy } });
  }

  /** A folder with everything in it that the caller sees, as the bytes of a zip. Read the stream, or cancel it. */
  async zip(scope: DocumentsScope, id: number, signal?: AbortSignal): Promise<ReadableStream<Uint8Array>> {
    const call = within(scope, 'folders', id, 'zip');
    const { body } = await this.#transport.send({ ...call, accept: 'application/zip', signal });
    return body ?? new Blob([]).stream();
  }

  trackers(scope: DocumentsScope, id: number): Promise<DocumentTrackers> {
    return this.#transport.json(within(scope, 'folders', id, 'trackers'));
  }

  /** For oneself; or, by an Admin of the tool, the whole list. */
  setTrackers(
    scope: DocumentsScope,
    id: number,
    trackers: DocumentTrackersBody['trackers'],
  ): Promise<DocumentTrackers> {
    const call = within(scope, 'folders', id, 'trackers');
    return this.#transport.json({ ...call, method: 'PUT', body: { trackers } });
  }

  access(scope: DocumentsScope, id: number): Promise<DocumentAccess> {
    return this.#transport.json(within(scope, 'folders', id, 'access'));
  }

  /** The whole list: who is left out is out. */
  setAccess(
    scope: DocumentsScope,
    id: number,
    access: DocumentAccessBody['access'],
  ): Promise<DocumentAccess> {
    return this.#transport.json({
      ...within(scope, 'folders', id, 'access'),
      method: 'PUT',
      body: { access },
    });
  }
}
