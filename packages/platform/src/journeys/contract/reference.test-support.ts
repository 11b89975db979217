const versions = (...all: readonly string[]) => all.map((version) => `/rest/${version}`);
const under = (bases: readonly string[], ...calls: readonly string[]) =>
  bases.flatMap((base) =>
    calls.map((call) => {
      const [method, path = ''] = call.split(' ');
      return `${method} ${base}${path}`;
    }),
  );

const everyUsers = versions('v1.0', 'v1.1', 'v1.2', 'v1.3');
const bulkUsers = versions('v1.1', 'v1.2', 'v1.3', 'v2.0');
const hooks = [
  'GET /hooks',
  'POST /hooks',
  'PATCH /hooks/{}',
  'DELETE /hooks/{}',
  'GET /hooks/{}/triggers',
  'POST /hooks/{}/triggers',
  'DELETE /hooks/{}/triggers/{}',
  'POST /hooks/{}/triggers/bulk',
  'DELETE /hooks/{}/triggers/bulk',
  'GET /hooks/{}/deliveries',
  'GET /resources',
] as const;

/** Every endpoint that the wire reference lists in B and C, by its section; D says who may call them. `{}` is an id. */
export const reference: Readonly<Record<string, readonly string[]>> = {
  B: ['GET /rest/v1.0/company_base_url', 'GET /vapid/me', 'GET /vapid/projects'],
  'C.1': ['GET /rest/v1.0/me'],
  'C.2': ['GET /rest/v1.0/companies', 'GET /rest/v1.0/companies/{}'],
  'C.3': [
    'GET /rest/v1.0/projects',
    'GET /rest/v1.1/projects',
    'GET /rest/v1.0/projects/{}',
    'POST /rest/v1.0/projects',
    'PATCH /rest/v1.0/projects/{}',
    'PATCH /rest/v1.0/projects/sync',
    'GET /rest/v1.0/companies/{}/projects',
  ],
  'C.4': under(
    ['/rest/v1.0/folders', '/rest/v1.0/companies/{}/folders'],
    'GET ',
    'POST ',
    'GET /{}',
    'PATCH /{}',
    'DELETE /{}',
  ),
  'C.5': [
    ...under(
      ['/rest/v1.0', '/rest/v1.0/companies/{}'],
      'POST /files',
      'GET /files/{}',
      'PATCH /files/{}',
      'DELETE /files/{}',
      'POST /file_versions',
      'GET /file_versions/{}',
    ),
    'POST /rest/v1.0/companies/{}/files/{}/send_email',
    ...under(versions('v1.0', 'v2.0'), 'GET /projects/{}/documents', 'GET /companies/{}/documents'),
    ...under(['/rest/v2.0/projects/{}/documents', '/rest/v2.0/companies/{}/documents'], 'GET /{}/revisions'),
    ...under(
      ['/rest/v2.0/companies/{}', '/rest/v2.0/companies/{}/projects/{}'],
      'GET /folders',
      'GET /folders/{}',
    ),
    ...under(['/rest/v1.0/projects/{}/document_custom_tags'], 'GET ', 'POST ', 'GET /{}', 'DELETE /{}'),
    'GET /rest/v1.0/local_files/{}',
  ],
  'C.6': [
    ...versions('v1.0', 'v1.1').flatMap((base) =>
      under([`${base}/companies/{}/uploads`, `${base}/projects/{}/uploads`], 'POST ', 'GET /{}', 'PATCH /{}'),
    ),
    ...under(
      ['/rest/v2.1/companies/{}/uploads', '/rest/v2.1/companies/{}/projects/{}/uploads'],
      'POST ',
      'GET /{}',
      'PATCH /{}',
      'GET /{}/url',
      'GET /{}/parts/{}/url',
    ),
  ],
  'C.7': [
    ...under(
      everyUsers.map((base) => `${base}/companies/{}/users`),
      'GET ',
      'POST ',
      'GET /{}',
      'PATCH /{}',
      'PATCH /{}/invite',
      'PATCH /sync',
      'GET /inactive',
      'PATCH /inactive/{}',
      'GET /{}/project_assignments',
    ),
    ...under(everyUsers, 'GET /users', 'POST /users', 'GET /users/{}'),
    ...under(bulkUsers, 'POST /companies/{}/users/bulk_add', 'POST /companies/{}/users/bulk_remove'),
    'GET /rest/v2.0/companies/{}/users/bulk_status/{}',
    ...under(['/rest/v1.0/companies/{}/people'], 'GET ', 'POST ', 'PATCH /{}', 'GET /inactive'),
    ...under(['/rest/v2.0/companies/{}/people'], 'POST /bulk_activate', 'POST /bulk_deactivate'),
  ],
  'C.8': under(
    ['/rest/v1.0/projects/{}'],
    'GET /users',
    'POST /users',
    'GET /users/{}',
    'PATCH /users/{}',
    'POST /users/{}/actions/add',
    'DELETE /users/{}/actions/remove',
    'GET /users/inactive',
    'PATCH /users/inactive/{}',
    'GET /people',
    'POST /people',
    'PATCH /permission_template_assignments',
    'GET /permission_templates',
    'GET /assignable_users',
    'GET /project_memberships',
    'POST /project_memberships',
    'DELETE /project_memberships/{}',
  ),
  'C.9': [
    ...under(['/rest/v1.0/companies/{}/permission_templates'], 'GET ', 'POST ', 'GET /{}'),
    'GET /rest/v1.0/settings/permissions',
  ],
  'C.10': [...under(['/rest/v1.0/projects/{}/tools'], 'GET ', 'PATCH '), 'GET /rest/v1.0/tools'],
  'C.11': [
    ...under(['/rest/v1.0/webhooks'], ...hooks, 'GET /resources/api_versions'),
    ...under(['/rest/v2.0/companies/{}/webhooks', '/rest/v2.0/companies/{}/projects/{}/webhooks'], ...hooks),
  ],
  'C.12': under(['/rest/v1.0/app_installations'], 'GET ', 'POST ', 'GET /{}', 'PATCH /{}'),
  'C.13': [
    ...under(
      ['/rest/v1.0/companies/{}/app_configurations'],
      'GET ',
      'POST ',
      'GET /{}',
      'PATCH /{}',
      'DELETE /{}',
    ),
    ...under(['/rest/v1.0/installation_requests'], 'GET ', 'POST '),
  ],
  'C.14': ['GET /rest/v2.0/companies/{}/company_security_settings', 'GET /rest/v1.0/company_configuration'],
};
