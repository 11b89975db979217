import type { DocumentsScope, GatehouseApi } from '@gatehouse/client';
import type { DocumentItem, File, Folder } from '@gatehouse/wire';
import type {
  Absence,
  ItemName,
  NewItem,
  Place,
  Remote,
  RemoteAbilities,
  RemoteChanges,
  RemoteItem,
  RemoteListing,
  Sent,
  SmallUpload,
  UploadContent,
  UploadJournal,
  UploadTarget,
} from '../ports/remote.ts';
import { RemoteProblem } from '../ports/remote-problem.ts';
import { Addresses } from './addresses.ts';
import { downloadVersion } from './download.ts';
import { problemOf, told } from './problems.ts';
import { type Expected, ReadAhead } from './read-ahead.ts';
import { feedItem, fileItem, folderItem, latestOf, numberOf } from './remote-item.ts';
import { Rooms } from './rooms.ts';
import { usualSilence } from './silence.ts';
import { uploadFile } from './upload.ts';
import { problemOnly, uploadBatch } from './upload-batch.ts';

/** The Documents tool of one place over HTTPS, at Gatehouse or at any server of the API it is compatible with. */
export class DocumentsRemote implements Remote {
  readonly #api: GatehouseApi;
  readonly #scope: DocumentsScope;
  readonly #addresses = new Addresses();
  readonly #ahead: ReadAhead;
  readonly #rooms = new Rooms();
  readonly #silence: number;
  #addsToTheApi: boolean | undefined;
  #batches = true;

  constructor(api: GatehouseApi, scope: DocumentsScope, silence = usualSilence) {
    this.#api = api;
    this.#silence = silence;
    this.#scope = scope;
    this.#ahead = new ReadAhead((versionIds) => api.files.contents(scope, versionIds));
  }

  /** Told from one answer: what Gatehouse adds to the API shows in its root folder. */
  async abilities(): Promise<RemoteAbilities> {
    const root: Partial<Folder> = await told('read', () => this.#api.folders.root(this.#scope));
    const folderTag = root.tag !== undefined;
    const ifMatch = root.revision !== undefined;
    return {
      changes: folderTag,
      folderTag,
      ifMatch,
      idempotency: ifMatch,
      tellsDeleted: folderTag,
      batches: folderTag,
    };
  }

  async root(): Promise<RemoteItem> {
    return this.#seen(await told('read', () => this.#api.folders.root(this.#scope)));
  }

  async list(folderId: number): Promise<RemoteListing> {
    const folder = await told('read', () => this.#api.folders.show(this.#scope, folderId));
    const inside = ({ is_recycle_bin, is_deleted }: { is_recycle_bin?: boolean; is_deleted?: boolean }) =>
      is_recycle_bin !== true && is_deleted !== true;
    return {
      folder: this.#seen(folder),
      children: [
        ...folder.folders.filter(inside).map(folderItem),
        ...folder.files.filter(inside).map((file) => this.#listed(file)),
      ],
    };
  }

  async get({ id, kind }: ItemName): Promise<RemoteItem | Absence> {
    try {
      const item = kind === 'file' ? await this.#file(id) : await this.#api.folders.show(this.#scope, id);
      if (item.is_deleted === true) return 'deleted';
      return 'file_versions' in item ? fileItem(item) : folderItem(item);
    } catch (error) {
      const problem = problemOf(error, 'read');
      if (problem instanceof RemoteProblem && (problem.code === 'missing' || problem.code === 'forbidden'))
        return problem.code;
      throw problem;
    }
  }

  async changes(cursor: string | undefined): Promise<RemoteChanges> {
    const since = cursor === undefined ? {} : { cursor };
    const answer = await told('read', () => this.#api.documents.changes(this.#scope, since));
    const { cursor: next, more, reset, went_back } = answer;
    // A server that does not know of it yet does not say it.
    const wentBack = went_back === true;
    const changed: RemoteChanges = { cursor: next, more, reset, wentBack, present: [], gone: [] };
    for (const change of answer.changes) {
      if (change.kind === 'present') changed.present.push(this.#told(change.item));
      else {
        const { id, document_type, deleted } = change;
        const kind = document_type === 'file' ? 'file' : 'folder';
        changed.gone.push({ id: numberOf(id), kind, isDeleted: deleted });
      }
    }
    return changed;
  }

  async createFolder({ parentId, name, isPrivate }: NewItem, token: string): Promise<RemoteItem> {
    const privately = isPrivate === true ? { explicit_permissions: true } : {};
    const folder = { parent_id: parentId, name, ...privately };
    return folderItem(
      await told('write', () => this.#api.folders.create(this.#scope, folder, { idempotencyToken: token })),
    );
  }

  async move({ id, kind }: ItemName, { parentId, name }: Place, expected?: string): Promise<RemoteItem> {
    const to = { parent_id: parentId, name };
    if (kind === 'folder')
      return folderItem(await told('write', () => this.#api.folders.update(this.#scope, id, to)));
    const when = { ifMatch: await this.#revisionOf(id, expected) };
    return fileItem(await told('write', () => this.#api.files.update(this.#scope, id, to, when)));
  }

  async remove({ id, kind }: ItemName, expected?: string): Promise<void> {
    if (kind === 'folder') return told('write', () => this.#api.folders.delete(this.#scope, id));
    const when = { ifMatch: await this.#revisionOf(id, expected) };
    return told('write', () => this.#api.files.delete(this.#scope, id, when));
  }

  async upload(to: UploadTarget, content: UploadContent, journal: UploadJournal): Promise<RemoteItem> {
    const puts = await this.#isGatehouse();
    const where = { api: this.#api, scope: this.#scope, puts, silence: this.#silence };
    const expected = (fileId: number, version: string | undefined) => this.#expected(fileId, version);
    return await uploadFile({ ...where, expected }, to, content, journal);
  }

  async uploadEach(files: readonly SmallUpload[]): Promise<Sent[]> {
    if (this.#batches) {
      const sent = await uploadBatch(this.#api, this.#scope, files, this.#rooms);
      if (sent !== undefined) return sent;
      this.#batches = false;
    }
    // A Gatehouse that is older than the batches.
    const sent: Sent[] = [];
    for (const { to, content, token } of files) {
      const journal = { token, resume: undefined, keep: async () => {} };
      sent.push(await this.upload(to, content, journal).catch(problemOnly));
    }
    return sent;
  }

  expect(items: readonly Expected[]): void {
    this.#ahead.expect(items);
  }

  async *download(item: ItemName & { version: string }, from: number): AsyncGenerator<Uint8Array> {
    const together = from === 0 ? await this.#ahead.take(item) : undefined;
    if (together !== undefined) return yield together;
    const known = from === 0 ? this.#addresses.take(item.id, item.version) : undefined;
    yield* downloadVersion(this.#api, this.#scope, item, from, known, this.#silence);
  }

  async setPrivate({ id, kind }: ItemName, isPrivate: boolean): Promise<RemoteItem> {
    const wish = { explicit_permissions: isPrivate };
    return kind === 'folder'
      ? folderItem(await told('write', () => this.#api.folders.update(this.#scope, id, wish)))
      : fileItem(await told('write', () => this.#api.files.update(this.#scope, id, wish)));
  }

  #listed(file: File): RemoteItem {
    this.#addresses.seen(file.id, latestOf(file.file_versions));
    return fileItem(file);
  }

  #told(item: DocumentItem): RemoteItem {
    this.#addresses.seen(item.id, item.file?.current_version);
    return feedItem(item);
  }

  #file(id: number): Promise<File> {
    return this.#api.files.show(this.#scope, id);
  }

  async #revisionOf(id: number, expected: string | undefined): Promise<string | undefined> {
    return (await this.#expected(id, expected))?.revision;
  }

  /** A file is expected by its content, a server compares revisions of the item: one is looked up by the other. */
  async #expected(id: number, expected: string | undefined): Promise<File | undefined> {
    if (expected === undefined) return undefined;
    const file = await told('read', () => this.#file(id));
    if (fileItem(file).version !== expected) throw new RemoteProblem('changed');
    return file;
  }

  /** Asked once, and only where no folder has been seen yet: what Gatehouse adds to the API shows in every one. */
  async #isGatehouse(): Promise<boolean> {
    if (this.#addsToTheApi === undefined) await this.root();
    return this.#addsToTheApi === true;
  }

  #seen(folder: Partial<Folder> & Folder): RemoteItem {
    this.#addsToTheApi = folder.revision !== undefined;
    return folderItem(folder);
  }
}
