import { personFields, userFields } from './company-directory.test-support.ts';
import { nested } from './endpoint.test-support.ts';
import { nowhere, type Step } from './step.test-support.ts';

const assignment = { user_id: 'integer', project_id: 'integer' } as const;
const refused = { ...assignment, errors: 'object' } as const;

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
    fields: { ...nested('success', assignment), failed: 'empty' },
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
    fields: {
      ...nested('success', assignment),
      ...nested('failed', { ...refused, 'errors.user_id.[]': 'string' }),
    },
  },
  {
    call: 'POST /rest/v2.0/companies/{company}/users/bulk_add',
    body: { users: [{ user_id: nowhere, project_id: '{project}' }] },
    status: 202,
    fields: {
      id: 'string',
      status: 'string',
      total: 'integer',
      completed: 'integer',
      success: 'empty',
      failed: 'empty',
    },
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
