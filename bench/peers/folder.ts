import type { SqliteStore } from './sqlite-store.ts';

/** What the application beside a peer keeps its documents in. */
export const folderSchema = `
  create table items (id integer primary key, parent_id integer, kind text not null, name text not null,
    private integer not null, updated_at integer not null, size integer);
  create index items_by_parent on items (parent_id, kind, name);
`;

/** As many items as the demo's folder shows to the person who lists it in Gatehouse. */
const demo = [
  [1, null, 'folder', 'Documents', 0, null],
  [2, 1, 'folder', 'Drawings', 0, null],
  [3, 1, 'folder', 'Photos', 0, null],
  [4, 1, 'file', 'Minutes.txt', 0, 38],
  [5, 1, 'file', 'Incident report.txt', 1, 28],
] as const;

interface Item {
  readonly id: number;
  readonly parent_id: number | null;
  readonly kind: 'folder' | 'file';
  readonly name: string;
  readonly private: number;
  readonly updated_at: number;
  readonly size: number | null;
}

/**
 * Lists a folder as an application would that trusts every valid token: two queries and the fields of Gatehouse's
 * answer, without levels, installations, private items or signed download links.
 */
export function folderLister(store: SqliteStore): (folderId: number) => string {
  const insert = store.database.prepare('insert into items values (?, ?, ?, ?, ?, ?, ?)');
  for (const [id, parent, kind, name, hidden, size] of demo)
    insert.run(id, parent, kind, name, hidden, Date.now(), size);
  const one = store.database.prepare('select * from items where id = ?');
  const children = store.database.prepare('select * from items where parent_id = ? order by kind, name');
  return (folderId) => {
    const folder = one.get(folderId) as unknown as Item;
    const items = children.all(folderId) as unknown as Item[];
    return JSON.stringify({
      ...folderFields(folder, ''),
      folders: items
        .filter(({ kind }) => kind === 'folder')
        .map((item) => ({ ...folderFields(item, folder.name), folders: [], files: [] })),
      files: items.filter(({ kind }) => kind === 'file').map((item) => fileFields(item, folder.name)),
    });
  };
}

function folderFields(item: Item, path: string) {
  return {
    ...itemFields(item, path),
    is_tracked: false,
    tracked_folder: null,
    read_only: false,
    is_deleted: false,
    is_recycle_bin: false,
    has_children: true,
    has_children_files: true,
    has_children_folders: true,
    custom_fields: {},
  };
}

function fileFields(item: Item, path: string) {
  const at = new Date(item.updated_at).toISOString();
  // As long as a sealed download link is, and as often in the answer, without the sealing.
  const url = `https://files.example/versions/${item.id}?${'signature'.repeat(17)}`;
  const version = {
    id: item.id,
    file_id: item.id,
    number: 1,
    notes: null,
    size: item.size,
    url,
    created_at: at,
    created_by: null,
    prostore_file: { id: item.id, name: item.name, url, filename: item.name },
  };
  return {
    ...itemFields(item, path),
    size: item.size,
    description: null,
    created_at: at,
    checked_out_until: null,
    checked_out_by: null,
    is_tracked: false,
    tracked_folder: null,
    file_type: 'TXT',
    url,
    file_versions: [version],
    legacy_id: null,
    is_deleted: false,
    custom_fields: {},
  };
}

function itemFields(item: Item, path: string) {
  return {
    id: item.id,
    name: item.name,
    parent_id: item.parent_id,
    private: item.private === 1,
    updated_at: new Date(item.updated_at).toISOString(),
    name_with_path: `${path}\\${item.name}`,
  };
}
