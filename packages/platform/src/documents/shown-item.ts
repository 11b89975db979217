import type { Reader } from '@gatehouse/database';
import type { House } from '../house.ts';
import type { Refused, RestReply } from '../rest/rest-call.ts';
import type { Tables } from '../schema/tables.ts';
import { findItem } from './changing/item-store.ts';
import { versionUrls } from './download-url.ts';
import { findFile, findVersion, type Versions } from './file-store.ts';
import { fileView, versionView } from './file-view.ts';
import { loadFolderPage } from './folder-page.ts';
import { folderView } from './folder-view.ts';
import { findPath } from './path-store.ts';
import { shownTo } from './shown-to.ts';
import type { Viewer } from './viewer.ts';

type Signing = Pick<House, 'clock' | 'keys' | 'issuer'>;
type Asking = Viewer & { readonly tx: Reader<Tables> };

/** A file as it is after a change, for whoever made it. */
async function shownFile(house: Signing, call: Asking, id: number, which: Versions = 'all') {
  const path = await findPath(call.tx, call.place, id);
  const file = await findFile(call.tx, call, id, which);
  if (path === null || file === null)
    throw new Error('a file just changed is not visible to whoever changed it');
  const body = fileView(file, path.slice(0, -1), shownTo(house, call));
  return { body, headers: { etag: `"${body.revision}"` } };
}

/** The same of a folder, without its content. */
async function shownFolder(house: Signing, call: Asking, id: number) {
  const wanted = { folders: false, files: false, versions: 'latest' } as const;
  const page = await loadFolderPage(call.tx, call, id, wanted);
  if (page === null) throw new Error('a folder just changed is not visible to whoever changed it');
  const body = folderView(page, shownTo(house, call));
  return { body, headers: { etag: `"${body.revision}"` } };
}

/** A conflict over a file tells the file as it is. */
export async function withFile(
  house: Signing,
  call: Asking,
  id: number,
  denial: RestReply | Refused,
): Promise<RestReply | Refused> {
  if ('refused' in denial || denial.status !== 409) return denial;
  const { body: file } = await shownFile(house, call, id);
  return { ...denial, body: { ...(denial.body as object), file } };
}

export async function shownItem(
  house: Signing,
  call: Asking,
  { id, kind }: { readonly id: number; readonly kind: 'folder' | 'file' },
) {
  return kind === 'folder' ? await shownFolder(house, call, id) : await shownFile(house, call, id);
}

/** A version that was just added. */
export async function shownVersion(house: Signing, call: Asking, id: number) {
  const version = await findVersion(call.tx, call.place.companyId, id);
  const item = version === null ? null : await findItem(call.tx, call.place, version.fileId);
  if (version === null || item === null) throw new Error('a version just added is not there');
  return { body: versionView(version, item.name, versionUrls(house, call.place)) };
}
