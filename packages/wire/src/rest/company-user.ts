import Type, { type Static, type StaticDecode } from 'typebox';
import { BooleanInput, IdInput, IdListInput } from './input.ts';
import { NamedReference, Nullable, Timestamp } from './output.ts';
import { PermissionTemplateReference } from './permission-template.ts';
import { PageQuery } from './query.ts';

const text = Nullable(Type.String());
const id = Nullable(Type.Integer());
const moment = Nullable(Timestamp);
const template = Nullable(PermissionTemplateReference);

/** What every view of a person who may sign in has. */
const user = {
  id: Type.Integer(),
  name: Type.String(),
  first_name: text,
  last_name: Type.String(),
  initials: Type.String(),
  email_address: Type.String(),
  job_title: text,
  is_active: Type.Boolean(),
  is_employee: Type.Boolean({ description: 'False for service accounts, too.' }),
  employee_id: text,
  address: text,
  city: text,
  state_code: text,
  country_code: text,
  zip: text,
  business_phone: text,
  business_phone_extension: id,
  mobile_phone: text,
  fax_number: text,
  email_signature: text,
  notes: text,
  avatar: text,
  business_id: text,
  origin_id: text,
  origin_data: text,
  erp_integrated_accountant: Type.Boolean(),
  last_activated_at: moment,
  last_login_at: moment,
  created_at: Timestamp,
  updated_at: Timestamp,
  work_classification_id: id,
  permission_template: template,
  company_permission_template: template,
  vendor: Nullable(NamedReference),
};

/** An item of GET /rest/v1.x/companies/{company_id}/users. */
export const CompanyUser = Type.Object({ ...user, contact_id: id, welcome_email_sent_at: moment });
export type CompanyUser = Static<typeof CompanyUser>;

/** GET …/users/{id}; what creates and changes one answers with `add_to_new_projects` too. */
export const CompanyUserShow = Type.Object({
  ...user,
  is_insurance_manager: Type.Boolean(),
  locale: text,
  default_permission_template_id: id,
  company_permission_template_id: id,
  add_to_new_projects: Type.Optional(Type.Boolean()),
});
export type CompanyUserShow = Static<typeof CompanyUserShow>;

const sentText = Type.Optional(Nullable(Type.String({ maxLength: 255 })));
const sentId = Type.Optional(Nullable(IdInput));
const name = Type.String({ minLength: 1, maxLength: 255 });

const writable = {
  first_name: sentText,
  job_title: sentText,
  employee_id: sentText,
  business_phone: sentText,
  mobile_phone: sentText,
  address: sentText,
  city: sentText,
  state_code: sentText,
  country_code: sentText,
  zip: sentText,
  origin_id: sentText,
  origin_data: sentText,
  is_employee: Type.Optional(BooleanInput),
  is_active: Type.Optional(BooleanInput),
  default_permission_template_id: sentId,
  company_permission_template_id: sentId,
  add_to_new_projects: Type.Optional(BooleanInput),
};

export const CompanyUserCreateBody = Type.Object({
  user: Type.Object({ ...writable, last_name: name, email_address: name }),
});
export type CompanyUserCreateBody = StaticDecode<typeof CompanyUserCreateBody>;

/** Clients send any subset, whatever the reference says is required. */
export const CompanyUserUpdateBody = Type.Object({
  user: Type.Object({ ...writable, last_name: Type.Optional(name), email_address: Type.Optional(name) }),
});
export type CompanyUserUpdateBody = StaticDecode<typeof CompanyUserUpdateBody>;

/** Lists of people. `sort` takes a leading `-`. */
export const UsersQuery = Type.Object({
  ...PageQuery.properties,
  view: Type.Optional(Type.String()),
  sort: Type.Optional(Type.String()),
  filters: Type.Optional(
    Type.Object({
      search: Type.Optional(Type.String()),
      id: Type.Optional(IdListInput),
      created_at: Type.Optional(Type.String()),
      updated_at: Type.Optional(Type.String()),
      origin_id: Type.Optional(Type.String()),
      permission_template: Type.Optional(IdListInput),
      employee: Type.Optional(BooleanInput),
      active: Type.Optional(BooleanInput),
    }),
  ),
});
export type UsersQuery = StaticDecode<typeof UsersQuery>;
