import type { File, Folder, PurgeProgress, RecycleBinItem } from '@gatehouse/wire';
import { Pages } from '../rest/pages.ts';
import type { Transport } from '../rest/transport.ts';
import { type DocumentsScope, documentsCall, within } from './scope.ts';

/** What was deleted and is not gone yet; for Admins of the Documents tool. */
export class RecycleBinResource {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  list(scope: DocumentsScope, query: { page?: number; per_page?: number } = {}): Pages<RecycleBinItem> {
    const call = documentsCall(scope, 'recycle_bin');
    return new Pages(this.#transport, { ...call, query: { ...call.query, ...query } });
  }

  /** What lies directly in a folder of the bin, by name. */
  listIn(
    scope: DocumentsScope,
    folderId: number,
    query: { page?: number; per_page?: number } = {},
  ): Pages<RecycleBinItem> {
    const call = within(scope, 'recycle_bin', folderId, 'items');
    return new Pages(this.#transport, { ...call, query: { ...call.query, ...query } });
  }

  /** How much of what was given up for good is still being taken away. */
  purgeProgress(scope: DocumentsScope): Promise<PurgeProgress> {
    return this.#transport.json(documentsCall(scope, 'recycle_bin/purge'));
  }

  /** Back to where it was, or into another folder. */
  restore(scope: DocumentsScope, id: number, parentId?: number): Promise<Folder | File> {
    const restore = parentId === undefined ? {} : { parent_id: parentId };
    return this.#transport.json({
      ...within(scope, 'recycle_bin', id, 'restore'),
      method: 'POST',
      body: { restore },
    });
  }

  /** For good. */
  async purge(scope: DocumentsScope, id: number): Promise<void> {
    await this.#transport.json({ ...documentsCall(scope, 'recycle_bin', id), method: 'DELETE' });
  }

  /** Everything in the bin, for good. */
  async purgeAll(scope: DocumentsScope): Promise<void> {
    await this.#transport.json({ ...documentsCall(scope, 'recycle_bin'), method: 'DELETE' });
  }
}
