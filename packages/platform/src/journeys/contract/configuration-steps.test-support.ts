import { nowhere, type Step } from './step.test-support.ts';

const configurations = '/rest/v1.0/companies/{company}/app_configurations';

const fields = {
  id: 'integer',
  title: 'string',
  app_installation_id: 'integer',
  company_id: 'integer',
  projects: 'array',
  'projects?.id': 'integer',
  manifest_url: 'string|null',
  'created_by.id': 'integer',
  'created_by.name': 'string',
  'created_by.login': 'string',
  created_at: 'string',
  updated_at: 'string',
} as const;

const body = {
  company_id: '{company}',
  app_installation_id: '{installation}',
  title: 'Sites',
  instance_configuration: { color: 'red' },
  project_ids: ['{project}'],
  applies_to_company: 'True',
};

/** Wire reference C.13: how a company sets up its apps. */
export const configurationSteps: readonly Step[] = [
  {
    call: `POST ${configurations}`,
    body,
    status: 201,
    fields: { ...fields, 'instance_configuration.color': 'string' },
    makes: 'configuration',
  },
  { call: `POST ${configurations}`, body: { ...body, title: 'SITES' }, status: 409, errors: ['title'] },
  {
    call: `POST ${configurations}`,
    body: { ...body, title: 'Strange', project_ids: [nowhere] },
    status: 422,
    errors: ['project_ids'],
  },
  {
    call: `POST ${configurations}`,
    body: { ...body, app_installation_id: nowhere },
    status: 422,
    errors: ['app_installation_id'],
  },
  {
    call: `POST ${configurations}`,
    body: {},
    status: 400,
    errors: ['app_installation_id', 'instance_configuration', 'title'],
  },
  {
    call: `GET ${configurations}?filters[app_installation_id]={installation}&filters[project_id]={project}&sort=-project_count`,
    status: 200,
    fields,
    headers: { total: /^1$/, 'per-page': /^100$/ },
  },
  { call: `GET ${configurations}`, as: 'reader', status: 403, errors: 'texts' },
  {
    call: `PATCH ${configurations}/{configuration}`,
    body: { title: 'Every site', applies_to_all_projects: true, project_ids: [] },
    status: 200,
    fields,
  },
  { call: `GET ${configurations}/{configuration}`, status: 200, fields },
  { call: `DELETE ${configurations}/{configuration}`, status: 204 },
  { call: `GET ${configurations}/{configuration}`, status: 404, errors: 'texts' },
];
