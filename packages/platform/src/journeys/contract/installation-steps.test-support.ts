import { nested } from './endpoint.test-support.ts';
import { nowhere, type Step } from './step.test-support.ts';

const text = 'string|null';

const person = {
  id: 'integer',
  login: 'string',
  name: 'string',
  is_active: 'boolean',
  contact_id: 'integer',
  company_name: 'string',
} as const;

const marketplaceApp = {
  id: 'string',
  public_name: 'string',
  built_by: 'string',
  about: 'string',
  description: 'string',
  approval_state: 'string',
  state: 'string',
  live: 'boolean',
  costs_money: 'boolean',
  version: 'string',
  support_email: text,
  website_link: 'object|null',
  ...nested('website_link?', { url: 'string', label: 'string' }),
  helpful_links: 'array',
  feature_bullets: 'array',
  requirements: 'array',
  pictures: 'array',
  videos: 'array',
  how_it_works: text,
  small_logo_url: text,
  created_at: 'string',
  updated_at: 'string',
};

const developerApp = {
  'developer_app.id': 'integer',
  'developer_app.uid': 'string',
  'developer_app.name': 'string',
  'developer_app.internal_name': 'string',
  'developer_app.app_type': 'string',
  'developer_app.connectable': 'boolean',
  'developer_app.internal': 'boolean',
  'developer_app.description': 'string',
  'developer_app.thumbnail_url': text,
  'developer_app.marketplace_app_url': text,
  'developer_app.published_app_version_id': 'string',
  'developer_app.marketplace_app': 'object|null',
  ...nested('developer_app.marketplace_app?', marketplaceApp),
};

const listed = {
  id: 'integer',
  app_uid: 'string',
  'components.type': 'string',
  status: 'string',
  semantic_version: 'string',
  installed_at: 'string',
  uninstalled_at: text,
  uninstaller: 'object|null',
  ...nested('uninstaller?', person),
  updatable_app_version_id: text,
  agentic: 'boolean',
  pending_operation_id: text,
  installer: 'object',
  ...nested('installer', person),
  ...developerApp,
};

const shown = {
  id: 'integer',
  app_uid: 'string',
  app_version_id: 'string',
  status: 'string',
  installed_by: 'string',
  installed_at: 'string',
  uninstalled_at: text,
  uninstalled_by: text,
  manifest: 'object',
  manifest_url: text,
  post_installation_instruction: 'object',
  ...nested('post_installation_instruction', { page: 'object|null', notes: text }),
  components: 'array',
  'components.type': 'string',
  ...developerApp,
};

/** Wire reference C.12 and C.13: apps in a company, and requests for them. */
export const installationSteps: readonly Step[] = [
  {
    call: 'GET /rest/v1.0/app_installations?company_id={company}',
    status: 200,
    fields: listed,
    headers: { total: /^\d+$/, 'per-page': /^100$/ },
    keeps: { app: '0.app_uid', installation: '0.id' },
  },
  {
    call: 'GET /rest/v1.0/app_installations/{installation}?company_id={company}',
    status: 200,
    fields: shown,
  },
  { call: `GET /rest/v1.0/app_installations/${nowhere}?company_id={company}`, status: 404, errors: 'texts' },
  {
    call: 'GET /rest/v1.0/app_installations?company_id={company}',
    as: 'reader',
    status: 403,
    errors: 'texts',
  },
  {
    call: 'POST /rest/v1.0/app_installations?company_id={company}',
    body: { app_uid: '{app}', app_installation: { installation_configuration: {} } },
    status: 409,
  },
  {
    call: 'POST /rest/v1.0/app_installations?company_id={company}',
    body: { company_id: '{company}' },
    status: 400,
    errors: ['app_uid'],
  },
  {
    call: 'PATCH /rest/v1.0/app_installations/{installation}?company_id={company}',
    body: { app_uid: '{app}', app_installation: { status: 'uninstalled' } },
    status: 200,
    fields: { ...shown, uninstalled_at: 'string', uninstalled_by: 'string' },
  },
  {
    call: 'GET /rest/v1.0/app_installations?company_id={company}&per_page=1',
    status: 200,
    fields: { ...listed, uninstaller: 'object' },
  },
  {
    call: 'POST /rest/v1.0/installation_requests',
    body: { company_id: '{company}', developer_app_id: '{app}', implicit: false, notes: 'For the site.' },
    as: 'reader',
    status: 201,
    fields: { id: 'integer' },
  },
  {
    call: 'POST /rest/v1.0/installation_requests',
    body: { company_id: '{company}', developer_app_id: '{app}', implicit: false },
    as: 'reader',
    status: 409,
  },
  {
    call: 'GET /rest/v1.0/installation_requests?company_id={company}&developer_app_id={app}&implicit=False',
    as: 'reader',
    status: 200,
    fields: { id: 'integer' },
  },
  {
    call: 'PATCH /rest/v1.0/app_installations/{installation}?company_id={company}',
    body: { app_uid: '{app}', app_installation: { status: 'installed' } },
    status: 200,
    fields: shown,
  },
  {
    call: 'POST /rest/v1.0/app_installations?company_id={company}',
    body: { app_uid: '{wantedApp}', app_installation: { installation_configuration: {} } },
    status: 201,
    fields: shown,
  },
];
