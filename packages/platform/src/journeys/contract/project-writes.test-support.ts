import { projectFields } from './companies-and-projects.test-support.ts';
import { nested } from './endpoint.test-support.ts';
import { nowhere, type Step } from './step.test-support.ts';

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
    fields: { 'errors.id': 'integer', 'errors.name': 'string', 'errors.errors.id.[]': 'string' },
  },
  {
    call: 'PATCH /rest/v1.0/projects/sync',
    body: { company_id: '{company}', updates: [{ id: '{project}', city: 'Ely' }] },
    status: 200,
    fields: nested('entities', projectFields),
  },
  { call: `GET /rest/v1.0/projects/${nowhere}?company_id={company}`, status: 404, errors: 'texts' },
];
