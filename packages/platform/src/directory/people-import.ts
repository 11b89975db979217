import type { Writer } from '@gatehouse/database';
import type { PeopleImport, PeopleImportRow } from '@gatehouse/wire';
import { parse as readCsv } from 'csv-parse/sync';
import { type Origin, record } from '../audit/audit.ts';
import type { House } from '../house.ts';
import { emailKey } from '../naming/email-key.ts';
import type { Tables } from '../schema/tables.ts';
import type { MemberInput, Writing } from './member.ts';
import { memberFaults } from './member-faults.ts';
import { findMember, findMemberByOrigin } from './member-store.ts';
import { createMember, updateMember } from './write-member.ts';

type Means = Pick<House, 'clock' | 'random' | 'keys' | 'issuer'>;
type Person = Readonly<Record<string, string | null>>;

/** Columns we read, by their names and by what spreadsheets of both languages call them. Others are left alone. */
const columns: Readonly<Record<string, string>> = {
  first_name: 'first_name',
  last_name: 'last_name',
  email: 'email_address',
  email_address: 'email_address',
  job_title: 'job_title',
  employee_id: 'employee_id',
  is_employee: 'is_employee',
  origin_id: 'origin_id',
  business_phone: 'business_phone',
  mobile_phone: 'mobile_phone',
  address: 'address',
  city: 'city',
  state_code: 'state_code',
  country_code: 'country_code',
  zip: 'zip',
  nombre: 'first_name',
  nombres: 'first_name',
  apellido: 'last_name',
  apellidos: 'last_name',
  correo: 'email_address',
  correo_electronico: 'email_address',
  puesto: 'job_title',
  numero_de_empleado: 'employee_id',
  telefono: 'business_phone',
  celular: 'mobile_phone',
  direccion: 'address',
  ciudad: 'city',
  estado: 'state_code',
  pais: 'country_code',
  codigo_postal: 'zip',
};
const detailColumns = [
  'business_phone',
  'mobile_phone',
  'address',
  'city',
  'state_code',
  'country_code',
  'zip',
];
const mostRows = 5_000;
const longest = 255;

export interface ImportedRow {
  readonly line: number;
  readonly person: Person;
  /** What is wrong with it, whoever is in the directory. */
  readonly errors: Readonly<Record<string, string[]>>;
}

export type ReadImport =
  | { readonly ok: true; readonly rows: readonly ImportedRow[] }
  | { readonly ok: false; readonly message: string };

/** The rows of a CSV with a heading; commas, semicolons or tabs, as spreadsheets of different countries write them. */
export function readImport(csv: string): ReadImport {
  const heading = csv.split(/\r?\n/, 1)[0] ?? '';
  const delimiter = [',', ';', '\t'].reduce((best, each) =>
    heading.split(each).length > heading.split(best).length ? each : best,
  );
  let read: { record: string[]; info: { lines: number } }[];
  try {
    read = readCsv(csv, {
      bom: true,
      delimiter,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
      to: mostRows + 2,
    }) as unknown as typeof read;
  } catch (error) {
    return { ok: false, message: error instanceof Error ? error.message : 'cannot be read' };
  }
  const [first, ...rest] = read;
  const names = (first?.record ?? []).map(columnOf);
  if (!names.includes('last_name'))
    return { ok: false, message: 'needs a heading with the column last_name' };
  if (rest.length > mostRows) return { ok: false, message: `holds more than ${mostRows} people` };
  const seen = new Set<string>();
  const rows = rest.map(({ record: cells, info }) => {
    const person = Object.fromEntries(
      names.flatMap((name, at) => (name === undefined ? [] : [[name, cells[at] || null] as const])),
    );
    return { line: info.lines, person, errors: rowErrors(person, seen) };
  });
  return { ok: true, rows };
}

/** In any case, with or without marks, its words parted by anything. */
function columnOf(heading: string): string | undefined {
  const name = heading
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[\s-]+/g, '_');
  return Object.hasOwn(columns, name) ? columns[name] : undefined;
}

/**
 * Takes people in, row by row: by origin_id, else by address, a row changes who is there already. A dry run says the
 * same of every row and writes nothing. An empty cell says nothing. Who is new and has an address is asked to join, where
 * that is wished.
 */
export async function importPeople(
  house: Means,
  tx: Writer<Tables>,
  origin: Origin,
  companyId: number,
  writing: Writing,
  rows: readonly ImportedRow[],
  {
    dryRun,
    ask,
  }: { readonly dryRun: boolean; readonly ask: ((personId: number) => Promise<boolean>) | null },
): Promise<PeopleImport> {
  const done: PeopleImportRow[] = [];
  let invited = 0;
  for (const { line, person, errors: wrong } of rows) {
    const errors: Record<string, string[]> = { ...wrong };
    const known = await findKnown(tx, companyId, person);
    const input = inputOf(person);
    const faults = await memberFaults(tx, companyId, writing, known, input);
    for (const [field, messages] of Object.entries(faults?.errors ?? {})) errors[field] ??= [...messages];
    const failed = Object.keys(errors).length > 0;
    const isNewUser = known === undefined && person.email_address != null;
    const asks = !failed && isNewUser ? ask : null;
    if (!failed && !dryRun) {
      if (known === undefined) {
        const kind = isNewUser ? 'user' : 'contact';
        const made = await createMember(house, tx, origin, companyId, writing, { ...input, kind });
        if (made.kind === 'faults') throw new Error('a row that was found right has faults');
        if (asks !== null && (await asks(made.member.person_id))) invited += 1;
      } else await updateMember(house, tx, origin, companyId, writing, known, input);
    } else if (asks !== null) invited += 1;
    const action = failed ? 'none' : known === undefined ? 'create' : 'update';
    done.push({ line, action, person: { ...person }, errors });
  }
  const count = (action: PeopleImportRow['action']) => done.filter((row) => row.action === action).length;
  const result = { created: count('create'), updated: count('update'), failed: count('none'), invited };
  if (!dryRun && done.length > 0)
    await record(house, tx, origin, {
      event: 'people.imported',
      companyId,
      subject: `company:${companyId}`,
      details: result,
    });
  return { rows: done, ...result };
}

function rowErrors(person: Person, seen: Set<string>): Record<string, string[]> {
  const errors: Record<string, string[]> = {};
  if (person.last_name == null) errors.last_name = ["can't be blank"];
  for (const [name, value] of Object.entries(person))
    if (value !== null && value.length > longest) errors[name] = [`is too long (maximum is ${longest})`];
  // What a row before this one would have taken is taken, in a dry run too.
  for (const name of ['email_address', 'origin_id'] as const) {
    const value = person[name];
    if (value == null) continue;
    const key = `${name} ${name === 'email_address' ? emailKey(value) : value}`;
    if (seen.has(key)) errors[name] = ['is in the file twice'];
    seen.add(key);
  }
  return errors;
}

async function findKnown(tx: Writer<Tables>, companyId: number, person: Person) {
  const byOrigin =
    person.origin_id == null ? undefined : await findMemberByOrigin(tx, companyId, person.origin_id);
  if (byOrigin !== undefined) return await findMember(tx, companyId, null, byOrigin);
  if (person.email_address == null) return undefined;
  const row = await tx
    .selectFrom('people')
    .select('id')
    .where('email', '=', emailKey(person.email_address))
    .executeTakeFirst();
  return row === undefined ? undefined : await findMember(tx, companyId, null, row.id);
}

function inputOf(person: Person): MemberInput {
  const said = (name: string) => person[name] ?? undefined;
  const employee = said('is_employee');
  return {
    first_name: said('first_name'),
    last_name: said('last_name'),
    email: said('email_address'),
    job_title: said('job_title'),
    employee_id: said('employee_id'),
    origin_id: said('origin_id'),
    is_employee: employee === undefined ? undefined : /^(?:true|yes|y|1|sí|si|x)$/i.test(employee),
    details: Object.fromEntries(detailColumns.map((name) => [name, said(name)])),
  };
}
