import type { LevelName, Tool } from '../access/levels.ts';
import type { Environment } from '../schema/tables.ts';

/**
 * The story of the demo: a contractor with three projects, a second contractor, a developer with a sandbox, and
 * people whose levels differ; cast-apps.ts has the apps. Everything here is invented.
 */
export interface CastPerson {
  readonly key: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly locale: 'en' | 'es' | null;
  readonly roles: readonly string[];
}

export const people: readonly CastPerson[] = [
  {
    key: 'olivia',
    firstName: 'Olivia',
    lastName: 'Reed',
    email: 'olivia@gatehouse.example',
    locale: null,
    roles: ['operator'],
  },
  {
    key: 'ana',
    firstName: 'Ana',
    lastName: 'Torres',
    email: 'ana@ridgeline.example',
    locale: null,
    roles: ['company admin'],
  },
  {
    key: 'jim',
    firstName: 'Jim',
    lastName: 'Carter',
    email: 'jim@ridgeline.example',
    locale: null,
    roles: ['site engineer'],
  },
  {
    key: 'lucia',
    firstName: 'Lucía',
    lastName: 'Ramírez',
    email: 'lucia@ridgeline.example',
    locale: 'es',
    roles: ['viewer'],
  },
  {
    key: 'sam',
    firstName: 'Sam',
    lastName: 'Okafor',
    email: 'sam@ridgeline.example',
    locale: null,
    roles: ['no documents'],
  },
  {
    key: 'devon',
    firstName: 'Devon',
    lastName: 'Park',
    email: 'devon@brightside.example',
    locale: null,
    roles: ['developer'],
  },
];

export interface CastMember {
  readonly person: string;
  readonly company: Readonly<Partial<Record<Tool, LevelName>>>;
  readonly projects: Readonly<Record<string, Readonly<Partial<Record<Tool, LevelName>>>>>;
}

export interface CastCompany {
  readonly key: string;
  readonly name: string;
  readonly environment: Environment;
  readonly projects: readonly { readonly name: string; readonly number: string }[];
  readonly members: readonly CastMember[];
}

const admin = { admin: 'Admin', directory: 'Admin', documents: 'Admin' } as const;

export const companies: readonly CastCompany[] = [
  {
    key: 'ridgeline',
    name: 'Ridgeline Construction',
    environment: 'production',
    projects: [
      { name: 'Harbor Tower', number: '2601' },
      { name: 'Mill Street School', number: '2602' },
      { name: 'North Bridge', number: '2603' },
    ],
    members: [
      { person: 'ana', company: admin, projects: {} },
      {
        person: 'jim',
        company: { documents: 'Read Only' },
        projects: {
          'Harbor Tower': { documents: 'Standard' },
          'Mill Street School': { documents: 'Read Only' },
        },
      },
      {
        person: 'lucia',
        company: {},
        projects: { 'Harbor Tower': { documents: 'Read Only' } },
      },
      { person: 'sam', company: {}, projects: { 'Harbor Tower': {} } },
    ],
  },
  {
    key: 'cascade',
    name: 'Cascade Builders',
    environment: 'production',
    projects: [{ name: 'Lakeside Clinic', number: 'C-14' }],
    members: [
      {
        person: 'jim',
        company: {},
        projects: { 'Lakeside Clinic': { documents: 'Read Only' } },
      },
    ],
  },
  {
    key: 'brightside',
    name: 'Brightside Apps Sandbox',
    environment: 'sandbox',
    projects: [
      { name: 'Sandbox Test Project', number: 'S-1' },
      { name: 'Standard Project Template', number: 'S-2' },
    ],
    members: [{ person: 'devon', company: admin, projects: {} }],
  },
];

/** A folder or a text file of the demo, created by `by`; a private one is shared with `readers` only. */
export interface CastDocument {
  readonly path: readonly string[];
  readonly text?: string;
  readonly private?: { readonly readers: readonly string[] };
}

export const companyDocuments: readonly CastDocument[] = [
  { path: ['Safety manual'] },
  {
    path: ['Safety manual', 'Fall protection.txt'],
    text: 'Harness, anchor, rescue plan: every roof, every day.\n',
  },
  { path: ['Board'], private: { readers: [] } },
  { path: ['Board', 'Budget 2027.txt'], text: 'Not for the site office.\n' },
];

export const projectDocuments: readonly CastDocument[] = [
  { path: ['Drawings'] },
  { path: ['Drawings', 'A-101 Ground floor.txt'], text: 'A-101 Ground floor, revision C\n' },
  { path: ['Drawings', 'Structural'] },
  { path: ['Drawings', 'Structural', 'S-201 Core walls.txt'], text: 'S-201 Core walls, revision A\n' },
  { path: ['Contracts'], private: { readers: [] } },
  { path: ['Contracts', 'Steel supplier.txt'], text: 'Price per ton: see annex 2.\n' },
  { path: ['Photos'] },
  { path: ['Minutes.txt'], text: 'Site meeting: crane moves on Thursday.\n' },
  { path: ['Incident report.txt'], text: 'Only for those named on it.\n', private: { readers: ['jim'] } },
];
