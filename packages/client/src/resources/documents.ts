import type {
  DocumentAtPath,
  DocumentBulkAnswer,
  DocumentBulkBody,
  DocumentChanges,
  DocumentChangesQuery,
  DocumentItem,
  DocumentRevision,
  DocumentSettings,
  DocumentSettingsBody,
  DocumentsQuery,
  TrackedDocuments,
} from '@gatehouse/wire';
import { Pages } from '../rest/pages.ts';
import type { Transport } from '../rest/transport.ts';
import { type DocumentsScope, documentsCall } from './scope.ts';

/** What to list: `search` finds words of names and descriptions by their beginnings, `folder_id` all below a folder. */
export type DocumentsView = Pick<DocumentsQuery, 'sort' | 'per_page' | 'filters'>;

/** Folders and files of a Documents tool together. */
export class DocumentsResource {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** Everything the caller may see, whatever the folder. */
  list(scope: DocumentsScope, view: DocumentsView = {}): Pages<DocumentItem> {
    return new Pages(this.#transport, {
      path: `${place(scope, 'v1.0')}/documents`,
      query: { ...view },
      companyId: scope.companyId,
    });
  }

  /** One thing done to up to 500 items, each of them by itself. */
  bulk(scope: DocumentsScope, bulk: DocumentBulkBody['bulk']): Promise<DocumentBulkAnswer> {
    return this.#transport.json({
      ...documentsCall(scope, 'documents/bulk'),
      method: 'POST',
      body: { bulk },
    });
  }

  /** What the caller tracks, by ids; not what lies below. */
  tracked(scope: DocumentsScope): Promise<TrackedDocuments> {
    return this.#transport.json(documentsCall(scope, 'documents/tracked'));
  }

  settings(scope: DocumentsScope): Promise<DocumentSettings> {
    return this.#transport.json(documentsCall(scope, 'documents/settings'));
  }

  /** By an Admin of the tool. */
  setSettings(scope: DocumentsScope, settings: DocumentSettingsBody['settings']): Promise<DocumentSettings> {
    const call = documentsCall(scope, 'documents/settings');
    return this.#transport.json({ ...call, method: 'PATCH', body: { settings } });
  }

  /** What lies at a path such as `Drawings/A-101.pdf`. */
  atPath(scope: DocumentsScope, path: string): Promise<DocumentAtPath> {
    const call = documentsCall(scope, 'documents/by_path');
    return this.#transport.json({ ...call, query: { ...call.query, path } });
  }

  /** What changed since a cursor, as far as the caller sees; without one, a cursor of now. */
  changes(
    scope: DocumentsScope,
    since: Pick<DocumentChangesQuery, 'cursor' | 'per_page'> = {},
  ): Promise<DocumentChanges> {
    const call = documentsCall(scope, 'documents/changes');
    return this.#transport.json({ ...call, query: { ...call.query, ...since } });
  }

  /** The most recent versions of a file, the latest first. */
  async revisions(scope: DocumentsScope, fileId: number): Promise<DocumentRevision[]> {
    const path = `${place(scope, 'v2.0')}/documents/${fileId}/revisions`;
    const { data } = await this.#transport.json<{ data: DocumentRevision[] }>({
      path,
      companyId: scope.companyId,
    });
    return data;
  }
}

function place({ companyId, projectId }: DocumentsScope, version: 'v1.0' | 'v2.0'): string {
  return `/rest/${version}/${projectId === undefined ? `companies/${companyId}` : `projects/${projectId}`}`;
}
