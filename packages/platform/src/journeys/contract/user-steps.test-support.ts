import {
  listedUserFields,
  personFields,
  shownUserFields,
  userFields,
} from './company-directory.test-support.ts';
import { nested, withTextIds } from './endpoint.test-support.ts';
import { nowhere, type Step } from './step.test-support.ts';

const written = { ...userFields, add_to_new_projects: 'boolean' };
const assignment = { user_id: 'integer', project_id: 'integer' } as const;
const failure = { 'errors.id.[]': 'string' } as const;
const job = {
  id: 'string',
  action: 'string',
  status: 'string',
  total: 'integer',
  completed: 'integer',
  success: 'array',
  ...nested('success?', withTextIds(assignment)),
  failed: 'array',
  ...nested('failed?', { ...withTextIds(assignment), errors: 'object' }),
  created_at: 'string',
  finished_at: 'string|null',
};

/** Wire reference C.7: the same paths at v1.0 to v1.3, with the life of one user at each. */
function at(version: string): Step[] {
  const users = `/rest/${version}/companies/{company}/users`;
  const legacy = `/rest/${version}/users`;
  const named = (kind: string) => ({
    user: { last_name: `${kind} of ${version}`, email_address: `${kind}-${version}@contract.example` },
  });
  const bulk = { users: [{ user_id: '{user}', project_id: '{project}' }] };
  const inBulk: readonly Step[] = ['bulk_add', 'bulk_remove'].map((end) => ({
    call: `POST ${users}/${end}`,
    body: bulk,
    status: 200,
    fields: { ...nested('success', assignment), failed: 'empty' },
  }));
  return [
    { call: `GET ${users}`, status: 200, fields: listedUserFields },
    {
      call: `POST ${users}`,
      body: named('one'),
      status: 201,
      fields: written,
      makes: 'user',
    },
    { call: `GET ${users}/{user}`, status: 200, fields: shownUserFields },
    {
      call: `PATCH ${users}/{user}`,
      body: { user: { job_title: 'Foreman' } },
      status: 200,
      fields: written,
    },
    { call: `PATCH ${users}/{user}/invite`, status: 202 },
    {
      call: `PATCH ${users}/sync`,
      body: {
        updates: [
          { id: '{user}', city: 'Ely' },
          { id: nowhere, city: 'Ely' },
        ],
      },
      status: 200,
      fields: {
        ...nested('entities', written),
        ...nested('errors', { ...failure, id: 'integer', city: 'string' }),
      },
    },
    ...(version === 'v1.0' ? [] : inBulk),
    {
      call: `GET ${users}/{user}/project_assignments`,
      status: 200,
      fields: { id: 'integer', name: 'string', display_name: 'string', assigned: 'boolean' },
    },
    { call: `PATCH ${users}/{user}`, body: { user: { is_active: false } }, status: 200, fields: userFields },
    { call: `GET ${users}/inactive`, status: 200, fields: listedUserFields },
    { call: `PATCH ${users}/inactive/{user}`, status: 200, fields: userFields },
    { call: `GET ${legacy}?company_id={company}`, status: 200, fields: listedUserFields },
    {
      call: `POST ${legacy}?company_id={company}`,
      body: named('other'),
      status: 201,
      fields: userFields,
      makes: 'other',
    },
    { call: `GET ${legacy}/{other}?company_id={company}`, status: 200, fields: shownUserFields },
  ];
}

const project = '/rest/v1.0/projects/{project}';
const member = { id: 'integer', name: 'string', email_address: 'string' } as const;

/** Wire reference C.7 and C.8: users at each version, many at once, and those who are switched off. */
export const userSteps: readonly Step[] = [
  ...['v1.0', 'v1.1', 'v1.2', 'v1.3'].flatMap(at),
  ...['bulk_add', 'bulk_remove'].map(
    (end): Step => ({
      call: `POST /rest/v2.0/companies/{company}/users/${end}`,
      body: { users: [{ user_id: '{user}', project_id: '{project}' }] },
      status: 202,
      fields: job,
      keeps: { job: 'data.id' },
    }),
  ),
  { call: 'GET /rest/v2.0/companies/{company}/users/bulk_status/{job}', status: 200, fields: job },
  {
    call: 'POST /rest/v2.0/companies/{company}/people/bulk_deactivate',
    body: { ids: ['{other}', nowhere] },
    status: 200,
    fields: { 'ids.[]': 'string', ...nested('failed', { ...failure, id: 'string' }) },
  },
  { call: 'GET /rest/v1.0/companies/{company}/people/inactive', status: 200, fields: personFields },
  {
    call: 'POST /rest/v2.0/companies/{company}/people/bulk_activate',
    body: { ids: ['{other}'] },
    status: 200,
    fields: { 'ids.[]': 'string', failed: 'empty' },
  },
  { call: `POST ${project}/users/{other}/actions/add`, status: 201, fields: member },
  { call: `GET ${project}/people`, status: 200, fields: personFields },
  { call: `GET ${project}/assignable_users`, status: 200, fields: { id: 'integer', name: 'string' } },
  {
    call: `GET ${project}/project_memberships`,
    status: 200,
    fields: {
      id: 'integer',
      project_id: 'integer',
      'user.id': 'integer',
      'user.name': 'string',
      'user.login': 'string|null',
      permission_template_id: 'integer|null',
    },
  },
  {
    call: 'PATCH /rest/v1.0/companies/{company}/users/{other}',
    body: { user: { is_active: false } },
    status: 200,
    fields: userFields,
  },
  { call: `GET ${project}/users/inactive`, status: 200, fields: { id: 'integer', name: 'string' } },
  { call: `PATCH ${project}/users/inactive/{other}`, status: 200, fields: { id: 'integer', name: 'string' } },
];
