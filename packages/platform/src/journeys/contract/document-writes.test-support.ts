import {
  fileFields,
  folderFields,
  itemFields,
  itemFieldsV2,
  mixedItemFields,
  revisionFields,
  versionFields,
} from './documents.test-support.ts';
import { nested } from './endpoint.test-support.ts';
import { nowhere, type Step } from './step.test-support.ts';

const trackedFolder = { id: 'integer', name: 'string', name_with_path: 'string' } as const;

/** Wire reference C.4 to C.6: folders, files, versions and uploads, in a project. */
export const documentWrites: readonly Step[] = [
  {
    call: 'POST /rest/v1.0/folders?project_id={project}',
    body: { folder: { name: 'Contract', parent_id: null, explicit_permissions: false } },
    status: 201,
    fields: folderFields,
    makes: 'folder',
  },
  {
    call: 'POST /rest/v1.0/folders?project_id={project}',
    body: { folder: { name: 'contract' } },
    status: 422,
    errors: ['name'],
  },
  {
    call: 'POST /rest/v1.0/folders?project_id={project}',
    body: { folder: {} },
    status: 400,
    errors: ['name'],
  },
  {
    call: 'POST /rest/v1.0/folders',
    body: { folder: { name: 'Where' } },
    status: 400,
    errors: ['project_id'],
  },
  {
    call: 'PATCH /rest/v1.0/folders/{folder}?project_id={project}',
    body: { folder: { explicit_permissions: true } },
    status: 200,
    fields: { ...folderFields, private: 'boolean' },
  },
  {
    call: 'PATCH /rest/v1.0/folders/{folder}?project_id={project}',
    body: { folder: { explicit_permissions: false, is_tracked: true } },
    status: 200,
    fields: folderFields,
  },
  {
    call: 'POST /rest/v1.0/files?project_id={project}',
    form: { name: 'Contract.pdf', description: 'Signed', parent_id: '{folder}' },
    status: 201,
    fields: { ...fileFields, tracked_folder: 'object', ...nested('tracked_folder', trackedFolder) },
    makes: 'file',
  },
  {
    call: 'POST /rest/v1.0/files?project_id={project}',
    body: { file: { name: 'No bytes.pdf' } },
    status: 422,
    errors: ['data'],
  },
  {
    call: 'PATCH /rest/v1.0/files/{file}?project_id={project}',
    body: { file: { name: 'Renamed.pdf', private: 'False' } },
    status: 200,
    fields: fileFields,
  },
  {
    call: 'PATCH /rest/v1.0/files/{file}?project_id={project}',
    body: { file: { checked_out_until: '2099-01-01T00:00:00Z' } },
    status: 200,
    fields: { ...fileFields, checked_out_until: 'string', checked_out_by: 'object' },
  },
  {
    call: 'POST /rest/v1.1/projects/{project}/uploads',
    body: { response_filename: 'Next.pdf', size: '4' },
    status: 201,
    fields: { uuid: 'string', status: 'string', url: 'string', 'fields.key': 'string' },
  },
  {
    call: 'POST /rest/v1.1/projects/{project}/uploads',
    body: { size: 4 },
    status: 422,
    errors: ['response_filename'],
  },
  {
    call: 'POST /rest/v2.1/companies/{company}/projects/{project}/uploads',
    body: {
      file_name: 'Next.pdf',
      file_size: 4,
      content_type: 'application/pdf',
      segments: [{ size: 4, sha256: 'a'.repeat(64), md5: 'b'.repeat(32) }],
    },
    status: 201,
    fields: {
      upload_id: 'string',
      file_name: 'string',
      file_size: 'integer',
      content_type: 'string',
      upload_expires_at: 'integer',
      ...nested('segments', { url: 'string', url_expires_at: 'integer', 'headers.Content-Length': 'string' }),
      status: 'string',
    },
  },
  {
    call: 'POST /rest/v1.0/file_versions?project_id={project}&file_id={file}',
    body: { file_version: { name: 'Renamed.pdf', upload_uuid: '0'.repeat(26) } },
    status: 422,
    errors: ['upload_uuid'],
  },
  {
    call: 'GET /rest/v1.0/folders/{folder}?project_id={project}&exclude_files=True',
    status: 200,
    fields: folderFields,
  },
  {
    call: 'GET /rest/v1.0/files/{file}?project_id={project}',
    as: 'reader',
    status: 200,
    fields: fileFields,
    keeps: { version: 'file_versions.0.id' },
  },
  { call: 'GET /rest/v1.0/file_versions/{version}?project_id={project}', status: 200, fields: versionFields },
  {
    call: 'GET /rest/v2.0/projects/{project}/documents/{file}/revisions',
    status: 200,
    fields: revisionFields,
  },
  {
    call: 'GET /rest/v1.0/projects/{project}/documents?filters[folder_id]={folder}&sort=name&view=normal',
    status: 200,
    fields: itemFields,
  },
  { call: 'GET /rest/v2.0/projects/{project}/documents', status: 200, fields: itemFieldsV2 },
  ...['folders', 'folders/{folder}'].map(
    (end): Step => ({
      call: `GET /rest/v2.0/companies/{company}/projects/{project}/${end}`,
      status: 200,
      fields: mixedItemFields,
    }),
  ),
  {
    call: 'POST /rest/v1.0/files/{file}/send_email?project_id={project}',
    body: { subject: 'Contract', body: 'Here', distribution_ids: ['{person}'] },
    status: 204,
  },
  { call: `GET /rest/v1.0/files/${nowhere}?project_id={project}`, status: 404, errors: 'texts' },
  { call: 'GET /rest/v1.0/folders?project_id={project}', as: 'nobody', status: 403, errors: 'texts' },
  { call: 'DELETE /rest/v1.0/files/{file}?project_id={project}', status: 200, fields: {} },
  { call: 'DELETE /rest/v1.0/files/{file}?project_id={project}', status: 404, errors: 'texts' },
  { call: 'DELETE /rest/v1.0/folders/{folder}?project_id={project}', status: 200, fields: {} },
];

/** The same of a company's own documents, whose paths name the company (wire reference C.4). */
export function ofCompany(steps: readonly Step[]): readonly Step[] {
  return (
    steps
      // To leave the project out is no mistake there.
      .filter(({ errors }) => !Array.isArray(errors) || !errors.includes('project_id'))
      .map((step) => ({
        ...step,
        call: step.call
          .replace('/companies/{company}/projects/{project}/', '/companies/{company}/')
          .replace('/projects/{project}/', '/companies/{company}/')
          .replace(
            / \/rest\/v1\.0\/(folders|files|file_versions|local_files)/,
            ' /rest/v1.0/companies/{company}/$1',
          )
          .replace('project_id={project}&', '')
          .replace('?project_id={project}', '')
          .replace('&project_id={project}', ''),
      }))
  );
}
