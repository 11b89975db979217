import Type, { type Static, type StaticDecode } from 'typebox';
import { BooleanInput, IdInput, IdListInput, TextListInput } from './input.ts';
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

const sentNote = Type.Optional(Nullable(Type.String({ maxLength: 10_000 })));

const writable = {
  first_name: sentText,
  business_phone_extension: sentId,
  fax_number: sentText,
  email_signature: sentNote,
  notes: sentNote,
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

/** An item of PATCH …/users/sync: which user is told by `id`, else by `origin_id`; neither is a new one. */
export const CompanyUserSyncRow = Type.Object({
  ...writable,
  id: Type.Optional(Nullable(IdInput)),
  last_name: Type.Optional(name),
  email_address: Type.Optional(name),
});
export type CompanyUserSyncRow = StaticDecode<typeof CompanyUserSyncRow>;

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
      origin_id: Type.Optional(TextListInput),
      permission_template: Type.Optional(IdListInput),
      employee: Type.Optional(BooleanInput),
      // Nobody here belongs to a vendor or a trade: whoever asks for one is answered with nobody.
      vendor_id: Type.Optional(TextListInput),
      trade_id: Type.Optional(TextListInput),
      active: Type.Optional(BooleanInput),
    }),
  ),
});
export type UsersQuery = StaticDecode<typeof UsersQuery>;

/** PATCH …/sync: rows are read one by one, so that a wrong one does not stop the others. */
export const SyncBody = Type.Object({
  updates: Type.Array(Type.Record(Type.String(), Type.Unknown()), { maxItems: 1_000 }),
});
export type SyncBody = StaticDecode<typeof SyncBody>;

/** POST …/users/bulk_add and bulk_remove. */
export const BulkUsersBody = Type.Object({
  users: Type.Array(
    Type.Object({
      user_id: IdInput,
      project_id: IdInput,
      permission_template_id: Type.Optional(Nullable(IdInput)),
    }),
    { maxItems: 1_000 },
  ),
});
export type BulkUsersBody = StaticDecode<typeof BulkUsersBody>;

/** POST /rest/v2.0/…/users/bulk_add and bulk_remove: fewer rows, and an answer before they are done. */
export const BulkUsersJobBody = Type.Object({
  users: Type.Array(BulkUsersBody.properties.users.items, { minItems: 1, maxItems: 50 }),
});
export type BulkUsersJobBody = StaticDecode<typeof BulkUsersJobBody>;

const JobRow = Type.Object({ user_id: Type.String(), project_id: Type.String() });

/** How far such a job is; GET /rest/v2.0/…/users/bulk_status/{id}. Kept for a day after its end. */
export const BulkStatus = Type.Object({
  data: Type.Object({
    id: Type.String(),
    action: Type.Enum(['bulk_add', 'bulk_remove']),
    status: Type.Enum(['queued', 'in_progress', 'complete']),
    total: Type.Integer(),
    completed: Type.Integer(),
    success: Type.Array(JobRow),
    failed: Type.Array(
      Type.Object({
        ...JobRow.properties,
        errors: Type.Record(Type.String(), Type.Array(Type.String())),
      }),
    ),
    created_at: Type.String(),
    finished_at: Nullable(Type.String()),
  }),
});
export type BulkStatus = Static<typeof BulkStatus>;

/** GET …/users/{user_id}/project_assignments. */
export const ProjectAssignmentsQuery = Type.Object({
  ...PageQuery.properties,
  sort: Type.Optional(Type.String()),
  direction: Type.Optional(Type.String()),
  filters: Type.Optional(
    Type.Object({
      assignment_status: Type.Optional(Type.String()),
      search: Type.Optional(Type.String()),
    }),
  ),
});
export type ProjectAssignmentsQuery = StaticDecode<typeof ProjectAssignmentsQuery>;
