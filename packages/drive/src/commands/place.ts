import type { DocumentsScope, GatehouseApi } from '@gatehouse/client';
import { told } from '../documents-api/problems.ts';
import { Failure } from './failure.ts';

/** A Documents tool, found by what the person typed. */
export interface Place {
  readonly api: GatehouseApi;
  readonly scope: DocumentsScope;
}

interface Named {
  readonly id: number;
  readonly name: string;
}

/** The company and the project by id or by name; a company need not be named where there is one, or one has the project. */
export async function findPlace(
  api: GatehouseApi,
  wish: { company: string | undefined; project: string | undefined },
): Promise<Place> {
  if (wish.company === undefined && wish.project !== undefined)
    return { api, scope: await findProjectAnywhere(api, wish.project) };
  const companyId = await findCompany(api, wish.company);
  if (wish.project === undefined) return { api, scope: { companyId } };
  return { api, scope: { companyId, projectId: await findProject(api, companyId, wish.project) } };
}

export async function findCompany(api: GatehouseApi, wish: string | undefined): Promise<number> {
  // A number needs no list: that saves a call of those that are counted.
  if (wish !== undefined && isId(wish)) return Number(wish);
  const all = await told('read', () => api.companies.list().all());
  if (wish !== undefined) return chosen(all, wish, 'error.company-unknown');
  const [only] = all;
  if (only === undefined) throw new Failure(5, 'error.company-none');
  if (all.length > 1) throw new Failure(2, 'error.company-many', { names: namesOf(all) });
  return only.id;
}

async function findProjectAnywhere(api: GatehouseApi, wish: string): Promise<DocumentsScope> {
  const companies = await told('read', () => api.companies.list().all());
  const [only, ...more] = companies;
  if (only === undefined) throw new Failure(5, 'error.company-none');
  if (more.length === 0) return { companyId: only.id, projectId: await findProject(api, only.id, wish) };
  const places: { company: Named; project: Named }[] = [];
  const all: Named[] = [];
  for (const company of companies) {
    const projects = await told('read', () => api.projects.list(company.id).all());
    all.push(...projects);
    const project = isId(wish) ? projects.find(({ id }) => id === Number(wish)) : named(projects, wish);
    if (project !== undefined) places.push({ company, project });
  }
  const [place, ...others] = places;
  if (place === undefined) throw new Failure(2, 'error.project-unknown', { name: wish, names: namesOf(all) });
  if (others.length > 0)
    throw new Failure(2, 'error.company-many', { names: namesOf(places.map(({ company }) => company)) });
  return { companyId: place.company.id, projectId: place.project.id };
}

async function findProject(api: GatehouseApi, companyId: number, wish: string): Promise<number> {
  if (isId(wish)) return Number(wish);
  const all = await told('read', () => api.projects.list(companyId).all());
  return chosen(all, wish, 'error.project-unknown');
}

function chosen(
  all: readonly Named[],
  wish: string,
  unknown: 'error.company-unknown' | 'error.project-unknown',
): number {
  const found = named(all, wish);
  if (found === undefined) throw new Failure(2, unknown, { name: wish, names: namesOf(all) });
  return found.id;
}

function named(all: readonly Named[], wish: string): Named | undefined {
  const same = (name: string) => name.normalize('NFC').toLowerCase() === wish.normalize('NFC').toLowerCase();
  return all.find(({ name }) => name === wish) ?? all.find(({ name }) => same(name));
}

function isId(text: string): boolean {
  return /^[0-9]{1,15}$/.test(text);
}

function namesOf(all: readonly Named[]): string {
  const most = 12;
  const names = all.slice(0, most).map(({ name, id }) => `${name} (${id})`);
  return `${names.join(', ')}${all.length > most ? ' …' : ''}`;
}
