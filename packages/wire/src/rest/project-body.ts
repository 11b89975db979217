import Type, { type StaticDecode } from 'typebox';
import { BooleanInput, IdInput } from './input.ts';
import { Nullable } from './output.ts';

const text = Type.Optional(Nullable(Type.String({ maxLength: 2_000 })));
/** A malformed date is stored as null, not refused. */
const date = Type.Optional(Nullable(Type.String({ maxLength: 100, examples: ['2026-01-31'] })));
const decimal = '^-?[0-9]{1,15}([.][0-9]{1,2})?$';
/** A form sends it as text. */
const number = Type.Optional(
  Nullable(Type.Union([Type.Number(), Type.String({ pattern: '^-?[0-9]{1,3}([.][0-9]{1,15})?$' })])),
);
const name = Type.String({ minLength: 1, maxLength: 255 });

const writable = {
  active: Type.Optional(BooleanInput),
  project_number: text,
  address: text,
  city: text,
  state_code: text,
  country_code: text,
  county: text,
  zip: text,
  phone: text,
  time_zone: text,
  description: text,
  start_date: date,
  completion_date: date,
  origin_id: text,
  origin_data: text,
  fax: text,
  latitude: number,
  longitude: number,
  projected_finish_date: date,
  actual_start_date: date,
  estimated_start_date: date,
  estimated_completion_date: date,
  warranty_start_date: date,
  warranty_end_date: date,
  total_value: Type.Optional(Nullable(Type.Union([Type.Number(), Type.String({ pattern: decimal })]))),
  estimated_value: Type.Optional(Nullable(Type.Union([Type.Number(), Type.String({ pattern: decimal })]))),
  square_feet: Type.Optional(Nullable(IdInput)),
  flag: Type.Optional(Nullable(Type.Enum(['Red', 'Yellow', 'Green']))),
  public_notes: text,
  code: text,
  designated_market_area: text,
  sector: text,
  work_scope: text,
  delivery_method: text,
};

/** The body of POST /rest/v1.0/projects. */
export const ProjectCreateBody = Type.Object({
  company_id: Type.Optional(IdInput),
  project: Type.Object({ ...writable, name }),
});
export type ProjectCreateBody = StaticDecode<typeof ProjectCreateBody>;

/** The body of PATCH /rest/v1.0/projects/{id}; `active: false` archives it. */
export const ProjectUpdateBody = Type.Object({
  company_id: Type.Optional(IdInput),
  project: Type.Object({ ...writable, name: Type.Optional(name) }),
});
export type ProjectUpdateBody = StaticDecode<typeof ProjectUpdateBody>;

/** An item of PATCH /rest/v1.0/projects/sync. */
export const ProjectSyncRow = Type.Object({
  ...writable,
  id: Type.Optional(Nullable(IdInput)),
  name: Type.Optional(name),
});
export type ProjectSyncRow = StaticDecode<typeof ProjectSyncRow>;
