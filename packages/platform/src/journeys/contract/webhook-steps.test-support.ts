import { nowhere, type Step } from './step.test-support.ts';

const hook = {
  id: 'integer',
  api_version: 'string',
  namespace: 'string',
  destination_url: 'string',
  destination_headers: 'object',
  owned_by_company_id: 'integer',
  owned_by_project_id: 'integer|null',
  owned_by_user_id: 'integer',
} as const;

const hookV2 = {
  id: 'string',
  payload_version: 'string',
  namespace: 'string',
  destination_url: 'string',
  destination_headers: 'object',
  owned_by_company_id: 'string',
  owned_by_project_id: 'string|null',
  owned_by_user_id: 'string',
  status: 'string',
  trigger_count: 'integer',
  created_at: 'string',
  updated_at: 'string',
} as const;

const trigger = {
  id: 'integer',
  webhook_hook_id: 'integer',
  resource_name: 'string',
  resource_id: 'integer|null',
  event_type: 'string',
  company_id: 'integer',
  project_id: 'integer|null',
  user_id: 'integer',
} as const;

const triggerV2 = {
  ...trigger,
  id: 'string',
  webhook_hook_id: 'string',
  resource_id: 'string|null',
  company_id: 'string',
  project_id: 'string|null',
  user_id: 'string',
} as const;

const hooks = '/rest/v1.0/webhooks/hooks';
const destination_url = 'https://receiver.contract.example/hook';
const folders = { resource_name: 'Company Folders', event_type: 'create' };

const resource = {
  api_version: 'string',
  product_category: 'string',
  tools: 'array',
  'tools.[]': 'string',
  except: 'array',
  create: 'boolean',
  update: 'boolean',
  delete: 'boolean',
} as const;

/** Wire reference C.11: hooks, their triggers, and what was told. */
export const webhookSteps: readonly Step[] = [
  {
    call: `POST ${hooks}`,
    body: {
      company_id: '{company}',
      hook: {
        api_version: 'v2',
        destination_url,
        destination_headers: { Authorization: 'Bearer abcdefghijkl' },
      },
    },
    status: 201,
    fields: { ...hook, 'destination_headers.Authorization': 'string' },
    makes: 'hook',
  },
  // As one client of the field sends it.
  {
    call: `POST ${hooks}`,
    body: { company_id: '{company}', destination_url, status: 'active', api_version: 'v4.0' },
    status: 201,
    fields: hook,
    makes: 'flat',
  },
  {
    call: `POST ${hooks}`,
    body: { company_id: '{company}', hook: {} },
    status: 400,
    errors: ['api_version', 'destination_url'],
  },
  {
    call: `POST ${hooks}`,
    body: { company_id: '{company}', hook: { api_version: 'v2', destination_url: 'https://10.0.0.1/hook' } },
    status: 422,
    errors: ['destination_url'],
  },
  {
    call: `POST ${hooks}`,
    body: { company_id: '{company}', hook: { api_version: 'v2', destination_url } },
    as: 'reader',
    status: 403,
    errors: 'texts',
  },
  {
    call: `GET ${hooks}?company_id={company}&namespace=procore&api_version=v2`,
    status: 200,
    fields: hook,
    headers: { total: /^1$/, 'per-page': /^100$/ },
  },
  {
    call: `PATCH ${hooks}/{hook}?company_id={company}`,
    body: { hook: { namespace: 'a-name' } },
    status: 200,
    fields: { ...hook, 'destination_headers.Authorization': 'string' },
  },
  {
    call: `PATCH ${hooks}/${nowhere}?company_id={company}`,
    body: { hook: {} },
    status: 404,
    errors: 'texts',
  },
  {
    call: `POST ${hooks}/{hook}/triggers`,
    body: { company_id: '{company}', api_version: 'v2', trigger: folders },
    status: 201,
    fields: trigger,
    makes: 'trigger',
  },
  {
    call: `POST ${hooks}/{hook}/triggers?company_id={company}`,
    body: { api_version: 'v2', trigger: { resource_name: 'Budget Line Items', event_type: 'create' } },
    status: 422,
    errors: ['resource_name'],
  },
  {
    call: `POST ${hooks}/{hook}/triggers?company_id={company}`,
    body: { api_version: 'v2', trigger: {} },
    status: 400,
    errors: ['event_type', 'resource_name'],
  },
  { call: `GET ${hooks}/{hook}/triggers?company_id={company}`, status: 200, fields: trigger },
  {
    call: `POST ${hooks}/{hook}/triggers/bulk`,
    body: {
      company_id: '{company}',
      api_version: 'v2',
      triggers: [{ resource_name: 'Company Users', event_type: 'update' }],
    },
    status: 200,
    fields: { 'success.id': 'integer' },
  },
  {
    call: `POST ${hooks}/{hook}/triggers/bulk?company_id={company}`,
    body: { api_version: 'v2', triggers: [folders, { resource_name: 'Projects', event_type: 'update' }] },
    status: 207,
    fields: {
      'success.id': 'integer',
      'failed.code': 'integer',
      'failed.message': 'string',
      'failed.trigger.resource_name': 'string',
      'failed.errors': 'object',
    },
    keeps: { many: 'success.0.id' },
  },
  {
    call: `POST ${hooks}/{hook}/triggers/bulk?company_id={company}`,
    body: { api_version: 'v2', triggers: Array.from({ length: 501 }, () => folders) },
    status: 413,
    fields: { errors: 'string' },
  },
  {
    call: `DELETE ${hooks}/{hook}/triggers/bulk?company_id={company}`,
    body: { triggers: ['{many}', nowhere] },
    status: 207,
    fields: { 'success.[]': 'integer', 'failed.errors': 'object' },
  },
  { call: `DELETE ${hooks}/{hook}/triggers/{trigger}?company_id={company}`, status: 200, fields: {} },
  {
    call: `GET ${hooks}/{hook}/deliveries?company_id={company}&filters[status]=any&page_size=5`,
    status: 200,
    headers: { total: /^0$/, 'per-page': /^5$/ },
  },
  {
    call: 'GET /rest/v1.0/webhooks/resources?company_id={company}',
    status: 200,
    fields: resource,
  },
  { call: 'GET /rest/v1.0/webhooks/resources/api_versions?company_id={company}', status: 200, fields: {} },
  { call: `DELETE ${hooks}/{hook}?company_id={company}`, status: 200, fields: {} },
  { call: `DELETE ${hooks}/{hook}?company_id={company}`, status: 404, errors: 'texts' },
  { call: `DELETE ${hooks}/{flat}?company_id={company}`, status: 200, fields: {} },
  ...nested('companies/{company}', 'Company Files'),
  ...nested('companies/{company}/projects/{project}', 'Project Files'),
];

/** The hooks of v2.0, which have flat bodies and ids of text. */
function nested(place: string, resource_name: string): Step[] {
  const webhooks = `/rest/v2.0/${place}/webhooks`;
  const hook = `${webhooks}/hooks/{nested}`;
  return [
    {
      call: `POST ${webhooks}/hooks`,
      body: { payload_version: 'v4.0', destination_url },
      status: 201,
      fields: hookV2,
      keeps: { nested: 'data.id' },
    },
    { call: `GET ${webhooks}/hooks`, status: 200, fields: hookV2, headers: { 'per-page': /^10$/ } },
    { call: `PATCH ${hook}`, body: { status: 'disabled' }, status: 200, fields: hookV2 },
    {
      call: `POST ${hook}/triggers`,
      body: { resource_name, event_type: 'create' },
      status: 201,
      fields: triggerV2,
      keeps: { trigger: 'data.id' },
    },
    { call: `GET ${hook}/triggers`, status: 200, fields: triggerV2 },
    {
      call: `POST ${hook}/triggers/bulk`,
      body: [{ resource_name, event_type: 'update' }],
      status: 200,
      fields: { 'success.id': 'string' },
      keeps: { many: 'success.0.id' },
    },
    { call: `DELETE ${hook}/triggers/{trigger}`, status: 204 },
    {
      call: `DELETE ${hook}/triggers/bulk`,
      body: ['{many}'],
      status: 200,
      fields: { 'success.[]': 'string' },
    },
    {
      call: `GET ${hook}/deliveries?filter[status]=succeeded`,
      status: 200,
      headers: { total: /^0$/, 'per-page': /^10$/ },
    },
    { call: `GET ${webhooks}/resources?payload_version=v4.0`, status: 200, fields: resource },
    { call: `DELETE ${hook}`, status: 204 },
  ];
}
