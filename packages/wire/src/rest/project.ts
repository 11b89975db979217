import Type, { type Static } from 'typebox';
import { CalendarDate, NamedReference, Nullable, PersonReference, Timestamp } from './output.ts';

const id = Nullable(Type.Integer());
const text = Nullable(Type.String());
const date = Nullable(CalendarDate);
const decimal = Nullable(Type.String({ pattern: '^-?[0-9]+\\.[0-9]+$', examples: ['0.00'] }));
const reference = Nullable(NamedReference);

/** `serializer_view=compact` and `view=compact`. */
export const ProjectCompact = Type.Object({
  id: Type.Integer(),
  name: Type.String(),
  display_name: Type.String({
    description: '"<project_number> - <name>" when there is a number, else the name.',
  }),
});
export type ProjectCompact = Static<typeof ProjectCompact>;

/**
 * An item of GET /rest/v1.0/projects and /rest/v1.1/projects. Every field is always sent. `store_number` and
 * `accounting_project_number` are null: generated clients disagree whether they are integers or text.
 */
export const Project = Type.Object({
  ...ProjectCompact.properties,
  company: NamedReference,
  project_number: text,
  active: Type.Boolean(),
  address: text,
  city: text,
  state_code: text,
  country_code: text,
  zip: text,
  county: text,
  phone: text,
  fax: text,
  latitude: Nullable(Type.Number()),
  longitude: Nullable(Type.Number()),
  time_zone: text,
  stage: text,
  project_stage: reference,
  project_template: reference,
  parent_job_id: id,
  parent_job: reference,
  is_demo: Type.Boolean(),
  start_date: date,
  completion_date: date,
  projected_finish_date: date,
  total_value: decimal,
  estimated_value: decimal,
  origin_id: text,
  origin_data: text,
  origin_code: text,
  owners_project_id: id,
  project_region_id: id,
  project_bid_type_id: id,
  project_owner_type_id: id,
  photo_id: id,
  store_number: Type.Null(),
  accounting_project_number: Type.Null(),
  designated_market_area: text,
  sector: text,
  work_scope: text,
  delivery_method: text,
  created_at: Timestamp,
  updated_at: Timestamp,
  created_by: Nullable(PersonReference),
  custom_fields: Type.Record(Type.String(), Type.Unknown()),
});
export type Project = Static<typeof Project>;

/** GET /rest/v1.0/projects/{id}: the list item and what only the single project tells. */
export const ProjectShow = Type.Object({
  ...Project.properties,
  logo_id: id,
  logo_url: text,
  template: Type.Boolean(),
  tz_name: text,
  description: text,
  square_feet: Nullable(Type.Integer()),
  warranty_start_date: date,
  warranty_end_date: date,
  flag: Nullable(Type.Enum(['Red', 'Yellow', 'Green'])),
  locale: text,
  public_notes: text,
  actual_start_date: date,
  standard_cost_code_list_id: id,
  is_erp_integrated: Type.Boolean(),
  photo_url: text,
  inbound_email: text,
  inbound_email_address: text,
  estimated_start_date: date,
  estimated_completion_date: date,
  code: text,
  persistent_message: Nullable(Type.Object({ title: text, message: text })),
  office: reference,
  project_type: reference,
  program: reference,
  departments: Type.Array(NamedReference),
  dictionary_type: text,
});
export type ProjectShow = Static<typeof ProjectShow>;
