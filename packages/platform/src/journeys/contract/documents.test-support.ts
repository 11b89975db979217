import { type Endpoint, nested, withTextIds } from './endpoint.test-support.ts';

const reference = 'object|null';
const text = 'string|null';

const person = { id: 'integer', login: 'string', name: 'string' } as const;
const namedFolder = { id: 'integer', name: 'string', name_with_path: 'string' } as const;

const version = {
  id: 'integer',
  notes: text,
  url: 'string',
  size: 'integer',
  created_at: 'string',
  number: 'integer',
  created_by: 'object',
  ...nested('created_by', person),
  prostore_file: 'object',
  ...nested('prostore_file', { id: 'integer', name: 'string', url: 'string', filename: 'string' }),
  file_id: 'integer',
};

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
  ...nested('checked_out_by?', person),
  name_with_path: 'string',
  private: 'boolean',
  is_tracked: 'boolean',
  tracked_folder: reference,
  ...nested('tracked_folder?', namedFolder),
  file_type: text,
  file_versions: 'array',
  ...nested('file_versions', version),
  legacy_id: 'integer|null',
  is_deleted: 'boolean',
  custom_fields: 'object',
};

/** With nothing of what is in it told. */
const folderAlone = {
  id: 'integer',
  name: 'string',
  parent_id: 'integer|null',
  private: 'boolean',
  updated_at: 'string',
  is_tracked: 'boolean',
  tracked_folder: reference,
  ...nested('tracked_folder?', namedFolder),
  name_with_path: 'string',
  folders: 'empty',
  files: 'empty',
  read_only: 'boolean',
  is_deleted: 'boolean',
  is_recycle_bin: 'boolean',
  has_children: 'boolean',
  has_children_files: 'boolean',
  has_children_folders: 'boolean',
  custom_fields: 'object',
};

const folder = {
  ...folderAlone,
  folders: 'array',
  files: 'array',
  ...nested('folders?', folderAlone),
  ...nested('files?', file),
};

const item = {
  id: 'integer',
  name: 'string',
  parent_id: 'integer|null',
  created_at: 'string',
  created_by: 'object',
  ...nested('created_by', person),
  updated_at: 'string',
  read_only: 'boolean',
  is_deleted: 'boolean',
  is_recycle_bin: 'boolean',
  document_type: 'string',
  is_tracked: 'boolean',
  private: 'boolean',
  private_parent: reference,
  ...nested('private_parent?', namedFolder),
  tracked_folder: reference,
  ...nested('tracked_folder?', namedFolder),
  file: reference,
  ...nested('file?', {
    checked_out_by: reference,
    ...nested('checked_out_by?', { ...person, company_name: 'string' }),
    checked_out_until: text,
    current_version: 'object',
    ...nested('current_version', version),
    description: text,
    file_type: text,
    version: 'integer',
    size: 'integer',
    sha256: 'string',
  }),
  children: reference,
  ...nested('children?', {
    has_children: 'boolean',
    has_children_files: 'boolean',
    has_children_folders: 'boolean',
  }),
  custom_fields: 'object',
  revision: 'string',
  can_update: 'boolean',
  can_delete: 'boolean',
  can_move: 'boolean',
  can_set_private: 'boolean',
};

const itemV1 = { ...item, name_with_path: 'string' };
const itemV2 = withTextIds(item);

/** An item of a folder as one mixed list, as v2.0 has it: a private folder above it is told, and not which. */
const mixedItem = {
  ...Object.fromEntries(Object.entries(itemV2).filter(([field]) => !field.startsWith('private_parent'))),
  has_private_ancestor: 'boolean',
};

/** `view=sync_compact`: what a program that keeps a copy compares. */
const compactItem = {
  id: 'string',
  parent_id: text,
  name: 'string',
  document_type: 'string',
  updated_at: 'string',
  private: 'boolean',
  is_deleted: 'boolean',
  has_private_ancestor: 'boolean',
  file: reference,
  ...nested('file?', { version: 'integer', size: 'integer', sha256: 'string', url: 'string' }),
};

const revision = withTextIds({
  id: 'integer',
  prostore_id: 'integer',
  url: 'string',
  file_id: 'integer',
  file_name: 'string',
  file_size: 'integer',
  file_version: 'integer',
  file_type: text,
  created_by: 'object',
  ...nested('created_by', person),
  created_at: 'string',
});

/** Wire reference C.4 and C.5: folders, files, versions, and the flat index of documents. */
export const documents: readonly Endpoint[] = [
  { path: '/rest/v1.0/folders?project_id={project}', fields: folder },
  { path: '/rest/v1.0/folders/{folder}?project_id={project}', fields: folder },
  { path: '/rest/v1.0/companies/{company}/folders', fields: folder },
  { path: '/rest/v1.0/files/{file}?project_id={project}', fields: file },
  { path: '/rest/v1.0/file_versions/{version}?project_id={project}', fields: version },
  {
    path: '/rest/v1.0/projects/{project}/documents',
    fields: itemV1,
  },
  {
    path: '/rest/v1.0/projects/{project}/documents?filters[document_type]=file',
    fields: { ...itemV1, file: 'object', children: 'null' },
  },
  {
    path: '/rest/v1.0/projects/{project}/documents?filters[document_type]=folder',
    fields: { ...itemV1, children: 'object', file: 'null' },
  },
  { path: '/rest/v2.0/projects/{project}/documents', fields: itemV2 },
  {
    path: '/rest/v2.0/projects/{project}/documents/{file}/revisions',
    fields: revision,
  },
  {
    path: '/rest/v2.0/companies/{company}/projects/{project}/folders/{folder}',
    fields: mixedItem,
  },
  {
    path: '/rest/v2.0/companies/{company}/projects/{project}/folders?view=sync_compact&include_descendants=true&per_page=100',
    fields: compactItem,
  },
];

export {
  file as fileFields,
  folder as folderFields,
  itemV1 as itemFields,
  itemV2 as itemFieldsV2,
  mixedItem as mixedItemFields,
  person as personReference,
  revision as revisionFields,
  version as versionFields,
};
