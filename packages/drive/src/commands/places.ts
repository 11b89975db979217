import { told } from '../documents-api/problems.ts';
import { apiUrlOf } from '../installs/account.ts';
import { table } from '../terminal/table.ts';
import { tell } from '../terminal/terminal.ts';
import { findCompany } from './place.ts';
import type { Verb } from './verb.ts';

export const places: Verb = {
  name: 'places',
  takes: '',
  about: 'verb.places',
  options: ['company'],
  examples: ['places', 'places --company "Miller Construction"'],
  async run(call) {
    const api = await call.api();
    const companies = await told('read', () => api.companies.list().all());
    const { company } = call.given;
    const only = typeof company === 'string' ? await findCompany(api, company) : undefined;
    const shown = companies.filter(({ id }) => only === undefined || id === only);
    const value: { id: number; name: string; projects?: { id: number; name: string }[] }[] = [];
    for (const { id, name } of shown) {
      // One call each: without being asked for, the projects of many companies are not listed.
      const few = only !== undefined || shown.length === 1;
      const list = few ? await told('read', () => api.projects.list(id).all()) : undefined;
      const projects = list?.map((project) => ({ id: project.id, name: project.name }));
      value.push(projects === undefined ? { id, name } : { id, name, projects });
    }
    const rows = value.flatMap(({ id, name, projects = [] }) => [
      [String(id), name],
      ...projects.map((project) => [String(project.id), `  ${project.name}`]),
    ]);
    tell(call, value, table([[call.t('column.id'), call.t('column.name')], ...rows], [0]));
  },
};

export const whoami: Verb = {
  name: 'whoami',
  takes: '',
  about: 'verb.whoami',
  options: [],
  examples: ['whoami --json'],
  async run(call) {
    const api = await call.api();
    const { id, login, name } = await told('read', () => api.me.show());
    const server = await apiUrlOf(call.world.env, call.world);
    const who = name === null ? login : `${name} <${login}>`;
    tell(call, { id, login, name, server }, [call.t('done.whoami', { who, server })]);
  },
};
