import Type, { type StaticDecode } from 'typebox';
import { BooleanInput, IdInput } from './input.ts';
import { CalendarDate, Nullable } from './output.ts';

const text = Type.Optional(Nullable(Type.String({ maxLength: 2_000 })));
const date = Type.Optional(Nullable(CalendarDate));
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
};

/** The body of POST /rest/v1.0/projects. */
export const ProjectCreateBody = Type.Object({
  company_id: IdInput,
  project: Type.Object({ ...writable, name }),
});
export type ProjectCreateBody = StaticDecode<typeof ProjectCreateBody>;

/** The body of PATCH /rest/v1.0/projects/{id}; `active: false` archives it. */
export const ProjectUpdateBody = Type.Object({
  company_id: IdInput,
  project: Type.Object({ ...writable, name: Type.Optional(name) }),
});
export type ProjectUpdateBody = StaticDecode<typeof ProjectUpdateBody>;
