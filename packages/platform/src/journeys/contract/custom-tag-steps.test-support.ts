import { fileFields, folderFields } from './documents.test-support.ts';
import type { Step } from './step.test-support.ts';

const tags = '/rest/v1.0/projects/{project}/document_custom_tags';
const tag = { id: 'integer', name: 'string' } as const;

/** Wire reference C.5: custom tags of a project's documents, and the index by them. */
export const customTagSteps: readonly Step[] = [
  {
    call: `POST ${tags}`,
    body: { document_custom_tag: { name: 'As built' } },
    status: 201,
    fields: tag,
    makes: 'tag',
  },
  { call: `POST ${tags}`, body: { name: 'as BUILT' }, status: 422, errors: ['name'] },
  { call: `POST ${tags}`, body: {}, status: 400, errors: ['name'] },
  { call: `POST ${tags}`, body: { name: 'Theirs' }, as: 'reader', status: 403, errors: 'texts' },
  { call: `GET ${tags}`, as: 'reader', status: 200, fields: tag, headers: { total: /^1$/ } },
  { call: `GET ${tags}/{tag}`, as: 'reader', status: 200, fields: tag },
  { call: `GET ${tags}`, as: 'nobody', status: 403, errors: 'texts' },
  {
    call: 'POST /rest/v1.0/folders?project_id={project}',
    body: { folder: { name: 'Tagged', explicit_permissions: true } },
    status: 201,
    makes: 'tagged',
  },
  {
    call: 'POST /rest/v1.0/files?project_id={project}',
    form: { name: 'Tagged.pdf' },
    status: 201,
    makes: 'taggedFile',
  },
  {
    call: 'PATCH /rest/v1.0/folders/{tagged}?project_id={project}',
    body: { folder: { custom_tag_ids: ['{tag}'] } },
    status: 200,
    fields: folderFields,
  },
  {
    call: 'PATCH /rest/v1.0/files/{taggedFile}?project_id={project}',
    body: { file: { custom_tag_ids: ['{tag}'] } },
    status: 200,
    fields: fileFields,
  },
  {
    call: 'PATCH /rest/v1.0/files/{taggedFile}?project_id={project}',
    body: { file: { custom_tag_ids: [] } },
    as: 'reader',
    status: 403,
    errors: 'texts',
  },
  {
    call: 'PATCH /rest/v1.0/files/{taggedFile}?project_id={project}',
    body: { file: { custom_tag_ids: [1_000_000] } },
    status: 422,
    errors: ['custom_tag_ids'],
  },
  {
    call: 'GET /rest/v1.0/projects/{project}/documents?filters[custom_tag_ids][]={tag}',
    status: 200,
    fields: { id: 'integer', name: 'string' },
    headers: { total: /^2$/ },
  },
  // What is private does not count for whoever does not see it, however it is asked for.
  {
    call: 'GET /rest/v1.0/projects/{project}/documents?filters[custom_tag_ids][]={tag}',
    as: 'reader',
    status: 200,
    headers: { total: /^1$/ },
  },
  { call: `GET ${tags}?document_id={tagged}`, status: 200, fields: tag, headers: { total: /^1$/ } },
  { call: `GET ${tags}?document_id={tagged}`, as: 'reader', status: 404, errors: 'texts' },
  { call: `DELETE ${tags}/{tag}`, as: 'reader', status: 403, errors: 'texts' },
  { call: `DELETE ${tags}/{tag}`, status: 200, fields: {} },
  { call: `DELETE ${tags}/{tag}`, status: 404, errors: 'texts' },
  {
    call: 'GET /rest/v1.0/projects/{project}/documents?filters[custom_tag_ids]={tag}',
    status: 200,
    headers: { total: /^0$/ },
  },
];
