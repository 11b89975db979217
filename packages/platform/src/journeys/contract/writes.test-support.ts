import { projectFields } from './companies-and-projects.test-support.ts';
import { personFields, userFields } from './company-directory.test-support.ts';
import { fileFields, folderFields } from './documents.test-support.ts';
import type { Step } from './step.test-support.ts';

const reference = 'object|null';
const nowhere = 987_654_321;

/** Wire reference C.3: projects are made, changed and synced. */
export const projectWrites: readonly Step[] = [
  {
    call: 'POST /rest/v1.0/projects',
    body: { company_id: '{company}', project: { name: 'Written', total_value: '12.50', start_date: 'soon' } },
    status: 201,
    fields: projectFields,
    makes: 'project',
  },
  {
    call: 'POST /rest/v1.0/projects',
    body: { company_id: '{company}', project: {} },
    status: 400,
    errors: ['name'],
  },
  {
    call: 'POST /rest/v1.0/projects',
    body: { company_id: '{company}', project: { name: 'Not theirs' } },
    as: 'reader',
    status: 403,
    errors: 'texts',
  },
  {
    call: 'PATCH /rest/v1.0/projects/{project}',
    body: { company_id: '{company}', project: { project_number: 'W-1', flag: 'Red' } },
    status: 200,
    fields: { ...projectFields, flag: 'string' },
  },
  {
    call: 'PATCH /rest/v1.0/projects/sync',
    body: { company_id: '{company}', updates: [{ id: nowhere, name: 'None' }] },
    status: 200,
    fields: { entities: 'array', errors: 'array' },
  },
  { call: `GET /rest/v1.0/projects/${nowhere}?company_id={company}`, status: 404, errors: 'texts' },
];

/** Wire reference C.7 and C.8: users and people, of the company and of one project. */
export const directoryWrites: readonly Step[] = [
  {
    call: 'POST /rest/v1.3/companies/{company}/users',
    body: { user: { last_name: 'Writer', email_address: 'writer@contract.example', is_employee: 'True' } },
    status: 201,
    fields: { ...userFields, add_to_new_projects: 'boolean' },
    makes: 'user',
  },
  {
    call: 'POST /rest/v1.3/companies/{company}/users',
    body: { user: { last_name: 'Writer', email_address: 'writer@contract.example' } },
    status: 409,
    errors: ['email_address'],
  },
  {
    call: 'POST /rest/v1.0/companies/{company}/users',
    body: { user: { last_name: 'None' } },
    status: 400,
    errors: ['email_address'],
  },
  {
    call: 'PATCH /rest/v1.0/companies/{company}/users/{user}',
    body: { user: { job_title: 'Foreman' } },
    status: 200,
    fields: userFields,
  },
  {
    call: 'PATCH /rest/v1.0/companies/{company}/users/{user}',
    body: { user: { job_title: 'Mine' } },
    as: 'reader',
    // At level None a single thing is absent, not forbidden.
    status: 404,
    errors: 'texts',
  },
  { call: `GET /rest/v1.0/companies/{company}/users/${nowhere}`, status: 404, errors: 'texts' },
  { call: 'PATCH /rest/v1.0/companies/{company}/users/{user}/invite', status: 202 },
  {
    call: 'POST /rest/v1.3/companies/{company}/users/bulk_add',
    body: { users: [{ user_id: '{user}', project_id: '{project}' }] },
    status: 200,
    fields: { success: 'array', failed: 'array' },
  },
  {
    call: 'POST /rest/v1.3/companies/{company}/users/bulk_remove',
    body: {
      users: [
        { user_id: '{user}', project_id: '{project}' },
        { user_id: nowhere, project_id: '{project}' },
      ],
    },
    status: 207,
    fields: { success: 'array', failed: 'array' },
  },
  {
    call: 'POST /rest/v2.0/companies/{company}/users/bulk_add',
    body: { users: [{ user_id: nowhere, project_id: '{project}' }] },
    status: 202,
    fields: { id: 'string', status: 'string', total: 'integer', completed: 'integer', failed: 'array' },
  },
  {
    call: 'POST /rest/v1.0/companies/{company}/people',
    body: { person: { last_name: 'Contact', first_name: 'Carla' } },
    status: 201,
    fields: personFields,
    makes: 'contact',
  },
  {
    call: 'PATCH /rest/v1.0/companies/{company}/people/{contact}',
    body: { person: { job_title: 'Neighbour' } },
    status: 200,
    fields: personFields,
  },
  {
    call: 'POST /rest/v1.0/projects/{project}/users/{user}/actions/add',
    body: { user: { permission_template_id: null } },
    status: 201,
    fields: { id: 'integer', name: 'string', email_address: 'string' },
  },
  {
    call: 'PATCH /rest/v1.0/projects/{project}/users/{user}',
    body: { user: { city: 'Ely' } },
    status: 200,
    fields: { id: 'integer', city: 'string' },
  },
  {
    call: 'GET /rest/v1.0/projects/{project}/users/{user}',
    status: 200,
    fields: { id: 'integer', name: 'string' },
  },
  { call: 'DELETE /rest/v1.0/projects/{project}/users/{user}/actions/remove', status: 204 },
  {
    call: 'DELETE /rest/v1.0/projects/{project}/users/{user}/actions/remove',
    status: 404,
    errors: 'texts',
  },
  {
    call: 'POST /rest/v1.0/projects/{project}/users',
    body: { user: { last_name: 'New', email_address: 'new@contract.example' } },
    status: 201,
    fields: { id: 'integer', name: 'string', email_address: 'string' },
  },
  {
    call: 'POST /rest/v1.0/projects/{project}/project_memberships',
    body: { project_membership: { user_id: '{user}' } },
    status: 201,
    fields: { id: 'integer', project_id: 'integer' },
    makes: 'membership',
  },
  { call: 'DELETE /rest/v1.0/projects/{project}/project_memberships/{membership}', status: 204 },
  {
    call: 'POST /rest/v1.0/projects/{project}/people',
    body: { person: { last_name: 'Passer-by' } },
    status: 201,
    fields: personFields,
  },
  { call: 'GET /rest/v1.0/projects/{project}/users', as: 'stranger', status: 404, errors: 'texts' },
];

/** Wire reference C.9 and C.10: templates, assignments and tools. */
export const permissionWrites: readonly Step[] = [
  {
    call: 'POST /rest/v1.0/companies/{company}/permission_templates',
    body: { permission_template: { name: 'Contract', user_access_levels: { documents: 3 } } },
    status: 200,
    fields: {
      id: 'integer',
      company_id: 'integer',
      name: 'string',
      provider_type: 'string',
      provider_id: 'integer',
      type: 'string',
      category: 'string',
      project_id: 'integer|null',
      user_access_levels: 'object',
      permissions: 'object',
    },
    makes: 'template',
  },
  {
    call: 'PATCH /rest/v1.0/projects/{project}/permission_template_assignments',
    body: { permission_template_assignments: { user_id: '{person}', permission_template_id: '{template}' } },
    status: 200,
    fields: { user_id: 'integer', permission_template_id: 'integer', project_id: 'integer' },
  },
  {
    call: 'PATCH /rest/v1.0/projects/{project}/permission_template_assignments',
    body: { permission_template_assignments: { user_id: '{person}', permission_template_id: nowhere } },
    status: 422,
  },
  {
    call: 'GET /rest/v1.0/companies/{company}/permission_templates',
    status: 200,
    fields: {
      id: 'integer',
      name: 'string',
      project_specific: 'boolean',
      type: 'string',
      category: 'string',
    },
  },
  {
    call: 'GET /rest/v1.0/projects/{project}/permission_templates',
    status: 200,
    fields: { id: 'integer', name: 'string' },
  },
  {
    call: 'GET /rest/v1.0/settings/permissions?project_id={project}',
    status: 200,
    fields: { tools: 'array' },
  },
  { call: 'GET /rest/v1.0/settings/permissions', status: 400, fields: { error: 'object' } },
  {
    call: 'GET /rest/v1.0/projects/{project}/tools',
    status: 200,
    fields: {
      id: 'integer',
      engine_name: 'string',
      is_active: 'boolean',
      position: 'integer',
      required: 'boolean',
      title: 'string',
    },
  },
  {
    call: 'GET /rest/v1.0/tools?project_id={project}',
    status: 200,
    fields: { id: 'integer', user_access_level: 'string', provider_id: 'integer', provider_type: 'string' },
  },
  {
    call: 'PATCH /rest/v1.0/projects/{project}/tools',
    body: { tools: [{ id: 1, is_active: false }] },
    status: 422,
    errors: ['tools'],
  },
];

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
    fields: { ...fileFields, tracked_folder: reference },
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
    fields: { uuid: 'string', status: 'string', url: 'string', fields: 'object' },
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
      segments: 'array',
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
  { call: 'GET /rest/v1.0/files/{file}?project_id={project}', as: 'reader', status: 200, fields: fileFields },
  {
    call: 'GET /rest/v2.0/projects/{project}/documents/{file}/revisions',
    status: 200,
    fields: {
      id: 'string',
      prostore_id: 'string',
      url: 'string',
      file_id: 'string',
      file_name: 'string',
      file_size: 'integer',
      file_version: 'integer',
      file_type: 'string',
      created_by: 'object',
      created_at: 'string',
    },
  },
  {
    call: 'GET /rest/v1.0/projects/{project}/documents?filters[folder_id]={folder}&sort=name&view=normal',
    status: 200,
    fields: { id: 'integer', name: 'string', is_deleted: 'boolean', is_recycle_bin: 'boolean' },
  },
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
export const companyDocumentWrites: readonly Step[] = documentWrites
  // To leave the project out is no mistake there.
  .filter(({ errors }) => !Array.isArray(errors) || !errors.includes('project_id'))
  .map((step) => ({
    ...step,
    call: step.call
      .replace('/companies/{company}/projects/{project}/', '/companies/{company}/')
      .replace('/projects/{project}/', '/companies/{company}/')
      .replace(/ \/rest\/v1\.0\/(folders|files|file_versions)/, ' /rest/v1.0/companies/{company}/$1')
      .replace('project_id={project}&', '')
      .replace('?project_id={project}', '')
      .replace('&project_id={project}', ''),
  }));
