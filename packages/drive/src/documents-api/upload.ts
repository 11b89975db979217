import { createHash } from 'node:crypto';
import { ApiError, type DocumentsScope, type GatehouseApi } from '@gatehouse/client';
import type { File } from '@gatehouse/wire';
import {
  atOnce,
  type NewItem,
  type RemoteItem,
  type UploadContent,
  type UploadJournal,
  type UploadTarget,
  type VersionTarget,
} from '../ports/remote.ts';
import { RemoteProblem } from '../ports/remote-problem.ts';
import { uploadParts } from './parts.ts';
import { told } from './problems.ts';
import { fileItem } from './remote-item.ts';

interface Where {
  readonly api: GatehouseApi;
  readonly scope: DocumentsScope;
  /** Asks for a file, and throws when it has another version than is expected; undefined where none is. */
  readonly expected: (fileId: number, version: string | undefined) => Promise<File | undefined>;
  /** Whether the server takes a small file in one request, with its digest. */
  readonly puts: boolean;
  /** For how long nothing may come of what is under way. */
  readonly silence: number;
}

/** Sends a new file or a new version. A retry with the same token finds what the lost answer was about. */
export async function uploadFile(
  where: Where,
  to: UploadTarget,
  content: UploadContent,
  journal: UploadJournal,
): Promise<RemoteItem> {
  const isSmall = content.size <= atOnce;
  // Of what is sent in parts it is worth a call to know that it is wanted.
  const head = 'fileId' in to && !isSmall ? await where.expected(to.fileId, to.expected) : undefined;
  const bytes = isSmall
    ? { content: await small(content) }
    : { upload_uuid: await uploadParts(where, nameOf(to), content, journal) };
  if ('fileId' in to)
    return (
      (bytes.content && (await putOver(where, to, bytes.content, content))) ??
      (await newVersion(
        where,
        to.fileId,
        head ?? (await where.expected(to.fileId, to.expected)),
        bytes,
        content,
        journal.token,
      ))
    );
  if (where.puts && bytes.content !== undefined) return await put(where, to, bytes.content, content, journal);
  return landed(await created(where, to, bytes, journal.token), content);
}

type Bytes = { readonly content: Blob } | { readonly content?: undefined; readonly upload_uuid: string };

async function created({ api, scope }: Where, to: NewItem, bytes: Bytes, token: string): Promise<File> {
  const when = { idempotencyToken: token };
  const privately = to.isPrivate === true ? { explicit_permissions: true } : {};
  const fields = { name: to.name, parent_id: to.parentId, ...privately };
  return await told('write', () =>
    bytes.content === undefined
      ? api.files.create(scope, { ...fields, upload_uuid: bytes.upload_uuid }, when)
      : api.files.upload(scope, { ...fields, content: bytes.content }, when),
  );
}

/** One request, and bytes that were changed on the way are refused before anybody sees them. */
async function put(
  where: Where,
  to: NewItem,
  blob: Blob,
  content: UploadContent,
  { token }: UploadJournal,
): Promise<RemoteItem> {
  const { api, scope } = where;
  const how = {
    ifNew: true,
    sha256: content.sha256,
    idempotencyToken: token,
    ...(to.isPrivate === true ? { private: true } : {}),
  };
  try {
    const file = await told('write', () => api.files.put(scope, to.parentId, to.name, blob, how));
    return landed(file, content);
  } catch (error) {
    const status = error instanceof RemoteProblem && error.cause instanceof ApiError ? error.cause.status : 0;
    if (status === 412) throw new RemoteProblem('name-taken', '', { cause: error });
    // A server may take less in this way than in others.
    if (status === 413) return landed(await created(where, to, { content: blob }, token), content);
    throw error;
  }
}

/** What says that the file, or the folder it lay in, is not where it was seen, or cannot be changed there. */
const elsewhere = [403, 404, 412, 413, 422];

/**
 * One request, where the file still lies where it was seen last, and has the version that is expected. Sent again
 * after an answer that was lost it is refused, since its own version is the latest then. Undefined where it has to be
 * done by the id of the file.
 */
async function putOver(
  { api, scope, puts }: Where,
  { expected, at }: VersionTarget,
  blob: Blob,
  content: UploadContent,
): Promise<RemoteItem | undefined> {
  const ifVersion = Number(expected);
  if (!puts || at === undefined || !Number.isSafeInteger(ifVersion)) return undefined;
  const how = { ifVersion, sha256: content.sha256 };
  try {
    const file = await told('write', () => api.files.put(scope, at.parentId, at.name, blob, how));
    return landed(file, content);
  } catch (error) {
    const cause = error instanceof RemoteProblem ? error.cause : undefined;
    if (cause instanceof ApiError && elsewhere.includes(cause.status)) return undefined;
    throw error;
  }
}

/** By id and not by name: several files of one name may lie in a folder for one who sees them all. */
async function newVersion(
  { api, scope }: Where,
  fileId: number,
  head: File | undefined,
  bytes: Bytes,
  content: UploadContent,
  token: string,
): Promise<RemoteItem> {
  const when = { idempotencyToken: token, ifMatch: head?.revision };
  const sent = bytes.content === undefined ? { upload_uuid: bytes.upload_uuid } : { content: bytes.content };
  const version = await told('write', () => api.files.addVersion(scope, fileId, sent, when));
  if (head === undefined) return landed(await told('read', () => api.files.show(scope, fileId)), content);
  const { size, sha256 } = version;
  return landed({ ...head, size, sha256, file_versions: [version] }, content);
}

function nameOf(to: UploadTarget): string {
  return 'name' in to ? to.name : `version of ${to.fileId}`;
}

async function small(content: UploadContent): Promise<Blob> {
  return new Blob([await bytesOf(content)]);
}

/** Nothing is sent that is not what was promised: the file may be written to at this moment. */
async function bytesOf({ size, sha256, open }: UploadContent): Promise<Uint8Array<ArrayBuffer>> {
  const hash = createHash('sha256');
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  for await (const chunk of open(0, size)) {
    hash.update(chunk);
    chunks.push(Uint8Array.from(chunk));
  }
  if (hash.digest('hex') !== sha256) throw new RemoteProblem('changed');
  const [first, ...more] = chunks;
  return first !== undefined && more.length === 0 ? first : Buffer.concat(chunks);
}

function landed(file: Parameters<typeof fileItem>[0], { sha256 }: UploadContent): RemoteItem {
  const item = fileItem(file);
  // Another version on top already, or bytes that were changed on the way: either way it is not what was sent.
  if (item.sha256 !== undefined && item.sha256 !== sha256) throw new RemoteProblem('changed');
  return item;
}
