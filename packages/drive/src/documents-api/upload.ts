import { createHash } from 'node:crypto';
import type { DocumentsScope, GatehouseApi } from '@gatehouse/client';
import type { RemoteItem, UploadContent, UploadJournal, UploadTarget } from '../ports/remote.ts';
import { RemoteProblem } from '../ports/remote-problem.ts';
import { uploadParts } from './parts.ts';
import { told } from './problems.ts';
import { fileItem } from './remote-item.ts';

/** Up to here the bytes go with the call that makes the file of them. */
const atOnce = 8 * 2 ** 20;

/** Sends a new file or a new version. A retry with the same token finds what the lost answer was about. */
export async function uploadFile(
  api: GatehouseApi,
  scope: DocumentsScope,
  to: UploadTarget,
  content: UploadContent,
  journal: UploadJournal,
  ifMatch: string | undefined,
): Promise<RemoteItem> {
  const bytes =
    content.size <= atOnce
      ? { content: await small(content) }
      : { upload_uuid: await uploadParts(api, scope, nameOf(to), content, journal) };
  const when = { idempotencyToken: journal.token, ifMatch };
  if ('fileId' in to) {
    await told('write', () => api.files.addVersion(scope, to.fileId, bytes, when));
    return landed(await told('read', () => api.files.show(scope, to.fileId)), content);
  }
  const privately = to.isPrivate === true ? { explicit_permissions: true } : {};
  const fields = { name: to.name, parent_id: to.parentId, ...privately };
  const file = await told('write', () =>
    bytes.content === undefined
      ? api.files.create(scope, { ...fields, upload_uuid: bytes.upload_uuid }, when)
      : api.files.upload(scope, { ...fields, content: bytes.content }, when),
  );
  return landed(file, content);
}

function nameOf(to: UploadTarget): string {
  return 'name' in to ? to.name : `version of ${to.fileId}`;
}

/** Nothing is sent that is not what was promised: the file may be written to at this moment. */
async function small({ size, sha256, open }: UploadContent): Promise<Blob> {
  const hash = createHash('sha256');
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  for await (const chunk of open(0, size)) {
    hash.update(chunk);
    chunks.push(Uint8Array.from(chunk));
  }
  if (hash.digest('hex') !== sha256) throw new RemoteProblem('changed');
  return new Blob(chunks);
}

function landed(file: Parameters<typeof fileItem>[0], { sha256 }: UploadContent): RemoteItem {
  const item = fileItem(file);
  // Another version on top already, or bytes that were changed on the way: either way it is not what was sent.
  if (item.sha256 !== undefined && item.sha256 !== sha256) throw new RemoteProblem('changed');
  return item;
}
