import { createHash } from 'node:crypto';
import { fileFields, versionFields } from './documents.test-support.ts';
import { nested } from './endpoint.test-support.ts';
import type { Step } from './step.test-support.ts';

const content = 'Plan';
const segment = {
  size: content.length,
  sha256: createHash('sha256').update(content).digest('hex'),
  md5: createHash('md5').update(content).digest('hex'),
};
const segments = { 'segments.size': 'integer', 'segments.sha256': 'string', 'segments.md5': 'string|null' };

const unified = {
  upload_id: 'string',
  file_name: 'string',
  sanitized_file_name: 'string',
  content_type: 'string',
  file_size: 'integer',
  status: 'string',
  'custom_metadata.sheet': 'string',
  // What is stored here is not looked at any more: nothing can go wrong with it later.
  error: 'null',
};

/** Wire reference C.6: uploads in one form, in segments, and in parts, until each is a file or a version. */
export const uploadSteps: readonly Step[] = [
  {
    call: 'POST /rest/v1.0/projects/{project}/uploads',
    body: { response_filename: 'Form.pdf', response_content_type: 'application/pdf' },
    status: 201,
    fields: {
      uuid: 'string',
      status: 'string',
      url: 'string',
      'fields.key': 'string',
      'fields.Content-Type': 'string',
      'fields.Content-Disposition': 'string',
      'fields.policy': 'string',
      'fields.x-amz-credential': 'string',
      'fields.x-amz-algorithm': 'string',
      'fields.x-amz-date': 'string',
      'fields.x-amz-signature': 'string',
    },
    keeps: { form: 'uuid', url: 'url', given: 'fields' },
  },
  { call: 'POST {url}', given: '{given}', bytes: content, status: 204 },
  {
    call: 'GET /rest/v1.0/projects/{project}/uploads/{form}',
    status: 200,
    fields: { uuid: 'string', status: 'string' },
  },
  {
    call: 'POST /rest/v1.0/projects/{project}/uploads',
    body: { response_filename: 'Theirs.pdf' },
    as: 'nobody',
    status: 403,
    errors: 'texts',
  },
  {
    call: 'GET /rest/v1.0/local_files/{form}?project_id={project}',
    as: 'reader',
    status: 404,
    errors: 'texts',
  },
  {
    call: 'GET /rest/v1.0/local_files/{form}?project_id={project}',
    status: 200,
    text: content,
    headers: { 'content-type': /^application\/pdf$/, 'content-disposition': /Form\.pdf/ },
  },
  {
    call: 'POST /rest/v1.0/files?project_id={project}',
    body: { file: { name: 'Form.pdf', upload_uuid: '{form}' } },
    status: 201,
    fields: fileFields,
    makes: 'uploaded',
  },
  { call: 'GET /rest/v1.0/local_files/{form}?project_id={project}', status: 404, errors: 'texts' },
  {
    call: 'POST /rest/v1.0/files?project_id={project}',
    body: { file: { name: 'Again.pdf', upload_uuid: '{form}' } },
    status: 422,
    errors: ['upload_uuid'],
  },
  {
    call: 'POST /rest/v1.1/projects/{project}/uploads',
    body: { response_filename: 'Parts.pdf', attachment_content_disposition: 'True', segments: [segment] },
    status: 201,
    fields: {
      uuid: 'string',
      status: 'string',
      ...segments,
      'segments.url': 'string',
      'segments.headers.x-amz-content-sha256': 'string',
      'segments.headers.content-length': 'string',
      'segments.headers.content-md5': 'string',
    },
    keeps: { upload: 'uuid', url: 'segments.0.url' },
  },
  { call: 'PUT {url}', bytes: content, status: 200, headers: { etag: /^"/ }, keeps: { etag: 'header etag' } },
  {
    call: 'GET /rest/v1.1/projects/{project}/uploads/{upload}',
    status: 200,
    fields: { uuid: 'string', status: 'string', ...segments, 'segments.etag': 'string' },
  },
  {
    call: 'PATCH /rest/v1.1/projects/{project}/uploads/{upload}',
    body: { segments: [{ etag: 'another' }] },
    status: 422,
    errors: ['segments'],
  },
  {
    call: 'PATCH /rest/v1.1/projects/{project}/uploads/{upload}',
    body: { segments: [{ etag: '{etag}' }] },
    status: 200,
    fields: { uuid: 'string', status: 'string', ...segments },
  },
  {
    call: 'POST /rest/v1.0/file_versions?project_id={project}&file_id={uploaded}',
    body: { file_version: { name: 'Form.pdf', notes: 'Second', upload_uuid: '{upload}' } },
    status: 201,
    fields: versionFields,
    makes: 'version',
  },
  {
    call: 'GET /rest/v1.0/file_versions/{version}?project_id={project}',
    status: 200,
    fields: versionFields,
  },
  // The older version has the same, but that a name is not asked for.
  {
    call: 'POST /rest/v1.0/projects/{project}/uploads',
    body: { segments: [segment] },
    status: 201,
    fields: { uuid: 'string', status: 'string', ...segments, 'segments.url': 'string' },
    keeps: { upload: 'uuid', url: 'segments.0.url' },
  },
  { call: 'PUT {url}', bytes: content, status: 200, keeps: { etag: 'header etag' } },
  {
    call: 'PATCH /rest/v1.0/projects/{project}/uploads/{upload}',
    body: { segments: [{ etag: '{etag}' }] },
    status: 200,
    fields: { uuid: 'string', status: 'string', ...segments },
  },
  {
    call: 'POST /rest/v2.1/companies/{company}/projects/{project}/uploads',
    body: {
      file_name: 'Unified.pdf',
      file_size: content.length,
      content_type: 'application/pdf',
      segments: [segment],
      uploader_tool_name: 'document_management',
      custom_metadata: { sheet: 'A-101' },
    },
    status: 201,
    fields: {
      upload_id: 'string',
      file_name: 'string',
      file_size: 'integer',
      content_type: 'string',
      upload_expires_at: 'integer',
      status: 'string',
      'segments.url': 'string',
      'segments.url_expires_at': 'integer',
      'segments.headers.Content-Length': 'string',
    },
    keeps: { unified: 'data.upload_id', url: 'data.segments.0.url' },
  },
  ...['url', 'parts/1/url'].map(
    (end): Step => ({
      call: `GET /rest/v2.1/companies/{company}/projects/{project}/uploads/{unified}/${end}`,
      status: 200,
      fields: { upload_id: 'string', upload_url: 'string', 'headers.Content-Length': 'string' },
      keeps: { url: 'data.upload_url' },
    }),
  ),
  {
    call: 'GET /rest/v2.1/companies/{company}/projects/{project}/uploads/{unified}?url_expires_in=60',
    status: 200,
    fields: {
      ...unified,
      ...nested('segments', { url: 'string', url_expires_at: 'integer', 'headers.Content-Length': 'string' }),
    },
  },
  {
    call: 'GET /rest/v2.1/companies/{company}/projects/{project}/uploads/{unified}/parts/2/url',
    status: 404,
    errors: 'texts',
  },
  { call: 'PUT {url}', bytes: content, status: 200, headers: { etag: /^"/ }, keeps: { etag: 'header etag' } },
  {
    call: 'PATCH /rest/v2.1/companies/{company}/projects/{project}/uploads/{unified}',
    body: { part_etags: ['{etag}'] },
    status: 200,
    fields: { upload_id: 'string', status: 'string' },
  },
  {
    call: 'GET /rest/v2.1/companies/{company}/projects/{project}/uploads/{unified}?url_expires_in=60',
    status: 200,
    fields: { ...unified, segments: 'empty' },
  },
  {
    call: 'PATCH /rest/v1.0/files/{uploaded}?project_id={project}',
    body: { file: { upload_uuid: '{unified}' } },
    status: 200,
    fields: fileFields,
  },
  { call: 'GET /rest/v1.1/projects/{project}/uploads/none', status: 404, errors: 'texts' },
];
