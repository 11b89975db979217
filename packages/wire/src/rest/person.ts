import Type, { type Static, type StaticDecode } from 'typebox';
import { BooleanInput, IdInput } from './input.ts';
import { NamedReference, Nullable, Timestamp } from './output.ts';
import { PageQuery } from './query.ts';

const text = Nullable(Type.String());

/** A person of the directory: somebody who may sign in (`user_id`), or a contact who cannot. */
export const Person = Type.Object({
  id: Type.Integer(),
  first_name: text,
  last_name: Type.String(),
  is_employee: Type.Boolean(),
  employee_id: text,
  user_id: Nullable(Type.Integer({ description: 'Null for a contact.' })),
  user_uuid: text,
  contact: Type.Object({ is_active: Type.Boolean(), email: text }),
  work_classification_id: Nullable(Type.Integer()),
  origin_id: text,
});
export type Person = Static<typeof Person>;

/** `view=extended` and `view=web`. */
export const PersonExtended = Type.Object({
  ...Person.properties,
  name: Type.String(),
  initials: Type.String(),
  avatar: text,
  reference_user: Type.Boolean(),
  connected: Type.Boolean(),
  email: text,
  job_title: text,
  business_phone: text,
  mobile_phone: text,
  permission_template: Nullable(NamedReference),
  last_login_at: Nullable(Timestamp),
  welcome_email_sent_at: Nullable(Timestamp),
});
export type PersonExtended = Static<typeof PersonExtended>;

const sentText = Type.Optional(Nullable(Type.String({ maxLength: 255 })));
const name = Type.String({ minLength: 1, maxLength: 255 });
const fields = {
  first_name: sentText,
  is_employee: Type.Optional(BooleanInput),
  employee_id: sentText,
  job_title: sentText,
  origin_id: sentText,
  active: Type.Optional(BooleanInput),
  email: sentText,
};

export const PersonCreateBody = Type.Object({ person: Type.Object({ ...fields, last_name: name }) });
export type PersonCreateBody = StaticDecode<typeof PersonCreateBody>;

export const PersonUpdateBody = Type.Object({
  person: Type.Object({ ...fields, last_name: Type.Optional(name) }),
});
export type PersonUpdateBody = StaticDecode<typeof PersonUpdateBody>;

/** POST /rest/v2.0/companies/{company_id}/people/bulk_activate and bulk_deactivate. */
export const PeopleBulkBody = Type.Object({ ids: Type.Array(IdInput, { maxItems: 1_000 }) });
export type PeopleBulkBody = StaticDecode<typeof PeopleBulkBody>;

export const PeopleBulk = Type.Object({
  data: Type.Object({
    ids: Type.Array(Type.String(), { description: 'Whom the call changed.' }),
    failed: Type.Array(
      Type.Object({ id: Type.String(), errors: Type.Record(Type.String(), Type.Array(Type.String())) }),
    ),
  }),
});
export type PeopleBulk = Static<typeof PeopleBulk>;

export const PeopleQuery = Type.Object({
  ...PageQuery.properties,
  view: Type.Optional(Type.String()),
  sort: Type.Optional(Type.String()),
  filters: Type.Optional(
    Type.Object({
      search: Type.Optional(Type.String()),
      is_employee: Type.Optional(BooleanInput),
      without_reference_users: Type.Optional(BooleanInput),
      reference_users_only: Type.Optional(BooleanInput),
      connected: Type.Optional(BooleanInput),
    }),
  ),
});
export type PeopleQuery = StaticDecode<typeof PeopleQuery>;
