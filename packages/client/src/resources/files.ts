import type {
  DocumentAccess,
  DocumentAccessBody,
  DocumentCopyBody,
  DocumentTrackers,
  DocumentTrackersBody,
  File,
  FileBatchAnswer,
  FileCreateBody,
  FileUpdateBody,
  FileVersion,
  FileVersionCreateBody,
  VersionContents,
} from '@gatehouse/wire';
import { type ApiError, errorWithin } from '../rest/api-errors.ts';
import { type Conditions, conditionHeaders } from '../rest/conditions.ts';
import { inPieces } from '../rest/in-pieces.ts';
import { Pages } from '../rest/pages.ts';
import { readForm } from '../rest/read-form.ts';
import { StreamedForm } from '../rest/streamed-form.ts';
import type { Transport } from '../rest/transport.ts';
import { FoldersResource } from './folders.ts';
import { type DocumentsScope, documentsCall, within } from './scope.ts';

/** The form with several small files: their bytes are 8 MiB at most (`batchLimits`), and the list of them far less. */
const longestBatch = 16 * 2 ** 20;

/** A file on its way up. The bytes are a Blob, which a call can send again; a browser's File is one. */
export type Upload = FileCreateBody['file'] & { name: string; content: Blob };

/** One of several small files on their way up. */
export type BatchedUpload = {
  parent_id: number;
  name: string;
  content: Uint8Array;
  /** In hex: bytes that arrive otherwise are refused. */
  sha256: string;
  private?: boolean;
  /** Kept with the file; without one it is just bytes. */
  content_type?: string;
  /** Made once, however often it is sent with this token, in whatever batch, or put alone. */
  idempotency_token?: string;
};

/** A version on its way up: its bytes, or those uploaded beforehand. */
export type VersionUpload = FileVersionCreateBody['file_version'] & { content?: Blob };

/** How a small file is put at its name, and on what condition. */
export type Put = {
  /** Of a new file: only those named on it see it. */
  private?: boolean;
  /** Kept with the file; without one it is just bytes. */
  contentType?: string;
  /** The revision the file must still have: nothing is changed under what somebody else did meanwhile. */
  ifRevision?: string;
  /** The id of the version that must still be the latest, whatever else was done to the file. */
  ifVersion?: number;
  /** Only where no file of the name lies there. */
  ifNew?: boolean;
  /** Put once, however often it is sent with this token. */
  idempotencyToken?: string;
  /** In hex: bytes that arrive otherwise are refused. */
  sha256?: string;
  signal?: AbortSignal;
};

export type Download = {
  stream: ReadableStream<Uint8Array>;
  /** Bytes, if the server says so. */
  size: number | undefined;
  contentType: string | undefined;
  /** The offset of the first byte: a server may ignore that less than all was asked for. */
  from: number;
};

export class FilesResource {
  readonly #transport: Transport;
  readonly #folders: FoldersResource;

  constructor(transport: Transport) {
    this.#transport = transport;
    this.#folders = new FoldersResource(transport);
  }

  /** The files directly in a folder, or in the root. */
  async list(scope: DocumentsScope, folderId?: number): Promise<File[]> {
    const view = { exclude_folders: true };
    const folder =
      folderId === undefined ? this.#folders.root(scope, view) : this.#folders.show(scope, folderId, view);
    return (await folder).files;
  }

  show(scope: DocumentsScope, id: number): Promise<File> {
    return this.#transport.json(documentsCall(scope, 'files', id));
  }

  /** Creates a file from bytes uploaded beforehand (`upload_uuid`). */
  create(scope: DocumentsScope, file: FileCreateBody['file'], when: Conditions = {}): Promise<File> {
    const call = documentsCall(scope, 'files');
    return this.#transport.json({ ...call, method: 'POST', body: { file }, headers: conditionHeaders(when) });
  }

  /** Creates a file with its bytes. */
  upload(scope: DocumentsScope, { content, ...file }: Upload, when: Conditions = {}): Promise<File> {
    const body = formOf('file', content, file);
    const call = documentsCall(scope, 'files');
    const headers = conditionHeaders(when);
    return this.#transport.json({ ...call, method: 'POST', body, headers, signal: when.signal });
  }

  /** Puts a small file at its name in one request: a new file, or the latest version of the one that lies there. */
  put(scope: DocumentsScope, folderId: number, name: string, content: Blob, how: Put = {}): Promise<File> {
    const call = within(scope, 'folders', folderId, `content/${encodeURIComponent(name)}`);
    return this.#transport.json({
      ...call,
      method: 'PUT',
      query: { ...call.query, private: how.private, content_type: how.contentType },
      headers: headersOf(how),
      body: content,
      signal: how.signal,
    });
  }

  /**
   * Creates several small files in one request, up to `batchLimits` of them: each as it is now, or why it was not made,
   * in their order. One that is refused spoils no other. Their bytes are sent as they are, out of the memory they are in:
   * it must not change before the answer is there. Browsers stream like this over HTTP/2 and later alone.
   */
  async uploadEach(
    scope: DocumentsScope,
    files: readonly BatchedUpload[],
    { signal }: { signal?: AbortSignal | undefined } = {},
  ): Promise<(File | ApiError)[]> {
    const list = files.map(({ content, ...file }) => ({ ...file, size: content.byteLength }));
    const pieces = files.map(({ content }) => content);
    const body = new StreamedForm({ files: JSON.stringify(list) }, 'data', pieces);
    const call = documentsCall(scope, 'files/batch');
    const answer = await this.#transport.json<FileBatchAnswer>({ ...call, method: 'POST', body, signal });
    return answer.files.map(({ status, file, errors }) => file ?? errorWithin(status, { errors }));
  }

  /** Renames, moves, marks private, checks out. */
  update(
    scope: DocumentsScope,
    id: number,
    file: FileUpdateBody['file'],
    when: Conditions = {},
  ): Promise<File> {
    const call = documentsCall(scope, 'files', id);
    return this.#transport.json({
      ...call,
      method: 'PATCH',
      body: { file },
      headers: conditionHeaders(when),
    });
  }

  /** Moves a file to the recycle bin. */
  async delete(scope: DocumentsScope, id: number, when: Conditions = {}): Promise<void> {
    const call = documentsCall(scope, 'files', id);
    await this.#transport.json({ ...call, method: 'DELETE', headers: conditionHeaders(when) });
  }

  copy(scope: DocumentsScope, id: number, copy: DocumentCopyBody['copy']): Promise<File> {
    return this.#transport.json({ ...within(scope, 'files', id, 'copy'), method: 'POST', body: { copy } });
  }

  trackers(scope: DocumentsScope, id: number): Promise<DocumentTrackers> {
    return this.#transport.json(within(scope, 'files', id, 'trackers'));
  }

  /** For oneself; or, by an Admin of the tool, the whole list. */
  setTrackers(
    scope: DocumentsScope,
    id: number,
    trackers: DocumentTrackersBody['trackers'],
  ): Promise<DocumentTrackers> {
    const call = within(scope, 'files', id, 'trackers');
    return this.#transport.json({ ...call, method: 'PUT', body: { trackers } });
  }

  access(scope: DocumentsScope, id: number): Promise<DocumentAccess> {
    return this.#transport.json(within(scope, 'files', id, 'access'));
  }

  /** The whole list: who is left out is out. */
  setAccess(
    scope: DocumentsScope,
    id: number,
    access: DocumentAccessBody['access'],
  ): Promise<DocumentAccess> {
    return this.#transport.json({ ...within(scope, 'files', id, 'access'), method: 'PUT', body: { access } });
  }

  /** Every version, the latest first. */
  versions(scope: DocumentsScope, id: number): Pages<FileVersion> {
    return new Pages(this.#transport, within(scope, 'files', id, 'versions'));
  }

  addVersion(
    scope: DocumentsScope,
    id: number,
    { content, ...file_version }: VersionUpload,
    when: Conditions = {},
  ): Promise<FileVersion> {
    const call = documentsCall(scope, 'file_versions');
    return this.#transport.json({
      ...call,
      query: { ...call.query, file_id: id },
      method: 'POST',
      signal: when.signal,
      headers: conditionHeaders(when),
      body: content === undefined ? { file_version } : formOf('file_version', content, file_version),
    });
  }

  /** Makes the content of an older version the latest one, as a version of its own. */
  promote(scope: DocumentsScope, versionId: number): Promise<FileVersion> {
    return this.#transport.json({ ...within(scope, 'file_versions', versionId, 'promote'), method: 'POST' });
  }

  /**
   * The bytes of several small versions in one request, by their ids, up to `batchLimits` of them; or why not, of one
   * that cannot be seen or is too large to come with others.
   */
  async contents(
    scope: DocumentsScope,
    versionIds: readonly number[],
    { signal }: { signal?: AbortSignal | undefined } = {},
  ): Promise<Map<number, Uint8Array<ArrayBuffer> | ApiError>> {
    const call = documentsCall(scope, 'file_versions/contents');
    const query = { ...call.query, ids: versionIds.join() };
    const response = await this.#transport.send({ ...call, query, accept: '*/*', signal });
    const form = await readForm(response, longestBatch);
    const bytes = form.get('data') ?? new Uint8Array();
    const told = JSON.parse(new TextDecoder().decode(form.get('files'))) as VersionContents;
    const answer = new Map<number, Uint8Array<ArrayBuffer> | ApiError>();
    let at = 0;
    for (const { id, status, size = 0, errors } of told) {
      answer.set(id, status === 200 ? bytes.subarray(at, at + size) : errorWithin(status, { errors }));
      if (status === 200) at += size;
    }
    return answer;
  }

  /**
   * The bytes of a file's latest version, or of one version. Read the stream, or cancel it. `from` is where to go on
   * after a download that broke off; what comes back may begin earlier: `Download.from` says where.
   */
  async download(
    scope: DocumentsScope,
    item: Pick<File | FileVersion, 'url'>,
    { signal, from = 0 }: { signal?: AbortSignal | undefined; from?: number } = {},
  ): Promise<Download> {
    const headers: Record<string, string> = from > 0 ? { range: `bytes=${from}-` } : {};
    const response = await this.#transport.download(item.url, scope.companyId, { signal, headers });
    const length = response.headers.get('content-length');
    return {
      stream: response.body ?? new Blob([]).stream(),
      size: length === null ? undefined : Number(length),
      contentType: response.headers.get('content-type') ?? undefined,
      from: response.status === 206 ? from : 0,
    };
  }
}

/** Bracketed names, the binary part last: a server then knows where the bytes belong before they arrive. */
function formOf(wrapper: string, content: Blob, fields: { readonly name?: string | undefined }): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(`${wrapper}[${name}]`, String(value));
  form.set(`${wrapper}[data]`, inPieces(content), fields.name);
  return form;
}

function headersOf({ ifRevision, ifVersion, ifNew, idempotencyToken, sha256 }: Put): Record<string, string> {
  return {
    ...(ifRevision === undefined ? {} : { 'if-match': `"${ifRevision}"` }),
    ...(ifVersion === undefined ? {} : { 'if-match': `"version-${ifVersion}"` }),
    ...(ifNew === true ? { 'if-none-match': '*' } : {}),
    ...(idempotencyToken === undefined ? {} : { 'idempotency-token': idempotencyToken }),
    ...(sha256 === undefined ? {} : { 'x-content-sha256': sha256 }),
  };
}
