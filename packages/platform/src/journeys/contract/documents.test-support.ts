import type { Endpoint } from './endpoint.test-support.ts';

const reference = 'object|null';
const text = 'string|null';

const folder = {
  id: 'integer',
  name: 'string',
  parent_id: 'integer|null',
  private: 'boolean',
  updated_at: 'string',
  is_tracked: 'boolean',
  tracked_folder: reference,
  name_with_path: 'string',
  folders: 'array',
  files: 'array',
  read_only: 'boolean',
  is_deleted: 'boolean',
  is_recycle_bin: 'boolean',
  has_children: 'boolean',
  has_children_files: 'boolean',
  has_children_folders: 'boolean',
  custom_fields: 'object',
} as const;

const file = {
  id: 'integer',
  name: 'string',
  parent_id: 'integer',
  size: 'integer',
  description: text,
  created_at: 'string',
  updated_at: 'string',
  checked_out_until: text,
  checked_out_by: reference,
  name_with_path: 'string',
  private: 'boolean',
  is_tracked: 'boolean',
  tracked_folder: reference,
  file_type: 'string',
  file_versions: 'array',
  legacy_id: 'integer|null',
  is_deleted: 'boolean',
  custom_fields: 'object',
} as const;

const version = {
  id: 'integer',
  notes: text,
  url: 'string',
  size: 'integer',
  created_at: 'string',
  number: 'integer',
  created_by: 'object',
  prostore_file: 'object',
  file_id: 'integer',
} as const;

const item = {
  id: 'integer',
  name: 'string',
  parent_id: 'integer|null',
  created_at: 'string',
  created_by: reference,
  updated_at: 'string',
  read_only: 'boolean',
  is_deleted: 'boolean',
  is_recycle_bin: 'boolean',
  document_type: 'string',
  is_tracked: 'boolean',
  private: 'boolean',
  private_parent: reference,
  tracked_folder: reference,
  custom_fields: 'object',
  revision: 'string',
  can_update: 'boolean',
  can_delete: 'boolean',
  can_move: 'boolean',
  can_set_private: 'boolean',
} as const;

const revision = {
  id: 'integer',
  prostore_id: 'integer',
  url: 'string',
  file_id: 'integer',
  file_name: 'string',
  file_size: 'integer',
  file_version: 'integer',
  file_type: 'string',
  created_by: 'object',
  created_at: 'string',
} as const;

const of = (fields: Readonly<Record<string, string>>, ids: readonly string[]) =>
  // Ids are texts from v2.0 on (wire reference B.8).
  Object.fromEntries(
    Object.entries(fields).map(([name, type]) => [
      name,
      ids.includes(name) ? type.replace('integer', 'string') : type,
    ]),
  );

/** Wire reference C.4 and C.5: folders, files, versions, and the flat index of documents. */
export const documents: readonly Endpoint[] = [
  { path: '/rest/v1.0/folders?project_id={project}', fields: folder },
  { path: '/rest/v1.0/folders/{folder}?project_id={project}', fields: folder },
  { path: '/rest/v1.0/companies/{company}/folders', fields: folder },
  { path: '/rest/v1.0/files/{file}?project_id={project}', fields: file },
  { path: '/rest/v1.0/file_versions/{version}?project_id={project}', fields: version },
  {
    path: '/rest/v1.0/projects/{project}/documents',
    fields: { ...item, name_with_path: 'string' },
  },
  {
    path: '/rest/v1.0/projects/{project}/documents?filters[document_type]=file',
    fields: { ...item, name_with_path: 'string', file: 'object' },
  },
  {
    path: '/rest/v1.0/projects/{project}/documents?filters[document_type]=folder',
    fields: { ...item, name_with_path: 'string', children: 'object' },
  },
  { path: '/rest/v2.0/projects/{project}/documents', fields: of(item, ['id', 'parent_id']) },
  {
    path: '/rest/v2.0/projects/{project}/documents/{file}/revisions',
    fields: of(revision, ['id', 'prostore_id', 'file_id']),
  },
  {
    path: '/rest/v2.0/companies/{company}/projects/{project}/folders/{folder}',
    fields: {
      ...of({ id: 'integer', name: 'string', parent_id: 'integer|null' }, ['id', 'parent_id']),
      document_type: 'string',
      private: 'boolean',
      has_private_ancestor: 'boolean',
    },
  },
];

export { file as fileFields, folder as folderFields };
