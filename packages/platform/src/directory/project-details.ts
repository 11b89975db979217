import type { ProjectSyncRow } from '@gatehouse/wire';
import { CalendarDate, Nullable, parse } from '@gatehouse/wire';
import Type, { type Static } from 'typebox';
import { Check } from 'typebox/value';

const text = Type.Optional(Nullable(Type.String()));
const date = Type.Optional(Nullable(CalendarDate));
const number = Type.Optional(Nullable(Type.Number()));

/** What a project only shows. Values of money are decimal text, as they are sent. */
const ProjectDetails = Type.Object({
  address: text,
  city: text,
  state_code: text,
  country_code: text,
  county: text,
  zip: text,
  phone: text,
  fax: text,
  time_zone: text,
  description: text,
  origin_data: text,
  public_notes: text,
  code: text,
  designated_market_area: text,
  sector: text,
  work_scope: text,
  delivery_method: text,
  flag: Type.Optional(Nullable(Type.Enum(['Red', 'Yellow', 'Green']))),
  latitude: number,
  longitude: number,
  square_feet: Type.Optional(Nullable(Type.Integer())),
  total_value: text,
  estimated_value: text,
  start_date: date,
  completion_date: date,
  projected_finish_date: date,
  actual_start_date: date,
  estimated_start_date: date,
  estimated_completion_date: date,
  warranty_start_date: date,
  warranty_end_date: date,
});
export type ProjectDetails = Static<typeof ProjectDetails>;

/** Rows outlive the code that wrote them: what is not understood any more is not shown. */
export function projectDetails(stored: string | null): ProjectDetails {
  if (stored === null) return {};
  const parsed = parse(ProjectDetails, JSON.parse(stored));
  return parsed.ok ? parsed.value : {};
}

export type ProjectInput = Omit<ProjectSyncRow, 'id'>;

/** The details with a change in them, as they are stored. A malformed date is no date, and refuses nothing. */
export function changedDetails(stored: string | null, input: ProjectInput): string | null {
  const sent = input as Readonly<Record<string, unknown>>;
  const all: Record<string, unknown> = { ...projectDetails(stored) };
  for (const name of Object.keys(ProjectDetails.properties)) {
    if (sent[name] === undefined) continue;
    const value = storedValue(name, sent[name]);
    if (value === null) delete all[name];
    else all[name] = value;
  }
  return Object.keys(all).length === 0 ? null : JSON.stringify(all);
}

function storedValue(name: string, value: unknown): unknown {
  if (value === null || value === '') return null;
  if (name.endsWith('_date')) return Check(CalendarDate, value) && isDay(String(value)) ? value : null;
  if (name.endsWith('_value')) return Number(value).toFixed(2);
  if (name === 'latitude' || name === 'longitude') return Number(value);
  return value;
}

function isDay(text: string): boolean {
  const at = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}
