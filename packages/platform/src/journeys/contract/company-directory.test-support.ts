import { type Endpoint, nested } from './endpoint.test-support.ts';

const reference = 'object|null';

const template = { id: 'integer', name: 'string', project_specific: 'boolean', type: 'string' } as const;

const user = {
  id: 'integer',
  name: 'string',
  first_name: 'string|null',
  last_name: 'string',
  initials: 'string',
  email_address: 'string',
  job_title: 'string|null',
  is_active: 'boolean',
  is_employee: 'boolean',
  employee_id: 'string|null',
  address: 'string|null',
  city: 'string|null',
  state_code: 'string|null',
  country_code: 'string|null',
  zip: 'string|null',
  business_phone: 'string|null',
  business_phone_extension: 'integer|null',
  mobile_phone: 'string|null',
  fax_number: 'string|null',
  email_signature: 'string|null',
  notes: 'string|null',
  avatar: 'string|null',
  business_id: 'string|null',
  origin_id: 'string|null',
  origin_data: 'string|null',
  erp_integrated_accountant: 'boolean',
  last_activated_at: 'string|null',
  last_login_at: 'string|null',
  created_at: 'string',
  updated_at: 'string',
  work_classification_id: 'integer|null',
  permission_template: reference,
  ...nested('permission_template?', template),
  company_permission_template: reference,
  ...nested('company_permission_template?', template),
  vendor: reference,
};

const listed = { ...user, contact_id: 'integer|null', welcome_email_sent_at: 'string|null' };

const shown = {
  ...user,
  is_insurance_manager: 'boolean',
  locale: 'string|null',
  default_permission_template_id: 'integer|null',
  company_permission_template_id: 'integer|null',
};

const person = {
  id: 'integer',
  first_name: 'string|null',
  last_name: 'string',
  is_employee: 'boolean',
  employee_id: 'string|null',
  user_id: 'integer|null',
  user_uuid: 'string|null',
  contact: 'object',
  ...nested('contact', { is_active: 'boolean', email: 'string|null' }),
  work_classification_id: 'integer|null',
  origin_id: 'string|null',
};

const company = '/rest/v1.0/companies/{company}';

/** Wire reference C.7: the company directory. */
export const companyDirectory: readonly Endpoint[] = [
  { path: `${company}/users`, fields: listed },
  { path: '/rest/v1.3/companies/{company}/users', fields: listed },
  {
    path: `${company}/users?view=extended`,
    fields: { ...listed, role: 'string|null', verified_employee: 'boolean' },
  },
  { path: '/rest/v1.0/users?company_id={company}', fields: listed },
  {
    path: `${company}/users/{person}`,
    fields: shown,
  },
  { path: `${company}/people`, fields: person },
  {
    path: `${company}/people?view=extended`,
    fields: {
      ...person,
      initials: 'string',
      avatar: 'string|null',
      reference_user: 'boolean',
      connected: 'boolean',
      email: 'string|null',
      job_title: 'string|null',
      permission_template: reference,
      ...nested('permission_template?', { id: 'integer', name: 'string' }),
      last_login_at: 'string|null',
      welcome_email_sent_at: 'string|null',
    },
  },
  {
    path: '/rest/v1.0/projects/{project}/users?view=compact',
    fields: {
      id: 'integer',
      name: 'string',
      first_name: 'string|null',
      last_name: 'string',
      initials: 'string',
      vendor: reference,
    },
  },
  { path: '/rest/v1.0/projects/{project}/users', fields: listed },
];

export { listed as listedUserFields, person as personFields, shown as shownUserFields, user as userFields };
