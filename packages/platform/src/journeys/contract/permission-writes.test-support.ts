import { nested } from './endpoint.test-support.ts';
import { nowhere, type Step } from './step.test-support.ts';

const listedDetail = {
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
} as const;

const detail = {
  ...listedDetail,
  'user_access_levels.documents': 'integer',
  'permissions.documents.destroy_files_and_folders': 'boolean',
} as const;

/** What the caller may do with one tool. */
const manifestTool = {
  id: 'integer',
  name: 'string',
  friendly_name: 'string',
  domain_id: 'integer',
  tab_group: 'string',
  available_for_user: 'boolean',
  url: 'string',
  user_access_level: 'object',
  ...nested('user_access_level', { id: 'integer', name: 'string' }),
  permitted_actions: 'array',
  ...nested('permitted_actions?', {
    id: 'integer',
    action_name: 'string',
    label: 'string',
    tool_name: 'string',
  }),
  create_url: 'string|null',
  can_create: 'boolean',
  trial: 'boolean',
};

const tool = {
  id: 'integer',
  engine_name: 'string',
  is_active: 'boolean',
  position: 'integer',
  required: 'boolean',
  title: 'string',
} as const;

/** Wire reference C.9 and C.10: templates, assignments and tools. */
export const permissionWrites: readonly Step[] = [
  {
    call: 'POST /rest/v1.0/companies/{company}/permission_templates',
    body: {
      permission_template: {
        name: 'Contract',
        user_access_levels: { documents: 3 },
        permissions: { documents: { destroy_files_and_folders: true } },
      },
    },
    status: 200,
    fields: detail,
    makes: 'template',
  },
  {
    call: 'GET /rest/v1.0/companies/{company}/permission_templates/{template}',
    status: 200,
    fields: detail,
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
    call: 'GET /rest/v1.0/companies/{company}/permission_templates?view=with_permissions&filters[type]=project_tools',
    status: 200,
    fields: listedDetail,
  },
  {
    call: 'GET /rest/v1.0/projects/{project}/permission_templates',
    status: 200,
    fields: { id: 'integer', name: 'string' },
  },
  {
    call: 'GET /rest/v1.0/settings/permissions?project_id={project}',
    status: 200,
    fields: { tools: 'array', ...nested('tools', manifestTool) },
  },
  {
    call: 'GET /rest/v1.0/settings/permissions?company_id={company}&filter_correspondence_types=true',
    as: 'reader',
    status: 200,
    fields: { tools: 'array', ...nested('tools', manifestTool) },
  },
  {
    call: 'GET /rest/v1.0/settings/permissions',
    status: 400,
    fields: { 'error.code': 'string', 'error.message': 'string' },
  },
  {
    call: 'GET /rest/v1.0/projects/{project}/tools?filters[is_active]=True&for_mobile=false',
    status: 200,
    headers: { total: /^3$/, 'per-page': /^100$/ },
    fields: tool,
    keeps: { tool: '0.id' },
  },
  {
    call: 'PATCH /rest/v1.0/projects/{project}/tools',
    body: { tools: [{ id: '{tool}', position: 1 }] },
    status: 200,
    fields: tool,
  },
  {
    call: 'GET /rest/v1.0/projects/{project}/tools?filters[is_active]=false',
    status: 200,
    headers: { total: /^0$/ },
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
