import type { ChildFolder, DocumentItem, File, FileVersion, Folder } from '@gatehouse/wire';
import type { RemoteItem } from '../ports/remote.ts';
import { RemoteProblem } from '../ports/remote-problem.ts';

/** What a server of the public API may leave out: whatever Gatehouse adds to it. */
type Lean<Full> = Partial<Full> & Pick<Full, Extract<keyof Full, 'id' | 'name' | 'parent_id'>>;

export function folderItem(folder: Lean<Folder> | Lean<ChildFolder>): RemoteItem {
  const { can_create: write, can_delete } = folder;
  return {
    kind: 'folder',
    id: numberOf(folder.id),
    parentId: numberAbove(folder),
    name: nameOf(folder),
    size: undefined,
    version: undefined,
    sha256: undefined,
    tag: folder.tag,
    isPrivate: folder.private,
    can: write === undefined || can_delete === undefined ? undefined : { write, delete: can_delete },
  };
}

export function fileItem(file: Lean<File>): RemoteItem {
  const head = latestOf(file.file_versions ?? []);
  const { can_create_version: write, can_delete } = file;
  return {
    kind: 'file',
    id: numberOf(file.id),
    parentId: numberAbove(file),
    name: nameOf(file),
    size: file.size ?? head?.size,
    version: head === undefined ? `${file.updated_at}/${file.size}` : String(head.id),
    sha256: (file.sha256 ?? head?.sha256)?.toLowerCase(),
    tag: undefined,
    isPrivate: file.private,
    can: write === undefined || can_delete === undefined ? undefined : { write, delete: can_delete },
  };
}

/** An item as the feed of changes tells it. */
export function feedItem(item: DocumentItem): RemoteItem {
  const { file } = item;
  return {
    kind: item.document_type === 'file' ? 'file' : 'folder',
    id: numberOf(item.id),
    parentId: numberAbove(item),
    name: nameOf(item),
    size: file?.size,
    version: file === null ? undefined : String(file.current_version.id),
    sha256: file?.sha256,
    // The feed tells no tags, and not everything that may be done with the item.
    tag: undefined,
    isPrivate: item.private,
    can: undefined,
  };
}

/** A server may say anything. What has no name here is in its folder and comes to no place: nothing is taken for deleted. */
const nameOf = ({ name }: { readonly name: unknown }) => (typeof name === 'string' ? name : '');

/** Twice an id has to be a number that is exact: files and folders are numbered together here. */
const largestId = 2 ** 52 - 1;

/**
 * An item without a number cannot be told from others, nor from none at all: nothing of such an answer is believed, and
 * it is asked for again later.
 */
export function numberOf(id: unknown): number {
  if (typeof id === 'number' && Number.isInteger(id) && id > 0 && id <= largestId) return id;
  throw new RemoteProblem('busy', `the server names an item by what is no number: ${JSON.stringify(id)}`);
}

const numberAbove = ({ parent_id }: { readonly parent_id?: unknown }) =>
  parent_id === null || parent_id === undefined ? undefined : numberOf(parent_id);

/** Lists have no promised order: the latest is the one with the highest number. */
export function latestOf(versions: readonly FileVersion[]): FileVersion | undefined {
  return versions.reduce<FileVersion | undefined>(
    (latest, version) => (latest === undefined || version.number > latest.number ? version : latest),
    undefined,
  );
}
