import type { LevelName } from '../../access/levels.ts';
import { createApp, createClient } from '../../apps/create-app.ts';
import type { Origin } from '../../audit/audit.ts';
import { createCompany, createProject } from '../../directory/companies.ts';
import { addCompanyMember, addProjectMember } from '../../directory/members.ts';
import { createPerson } from '../../directory/people.ts';
import { setCompanyLevel, setProjectLevel } from '../../directory/tool-levels.ts';
import { install } from '../../installations/install.ts';
import type { Settings } from '../../settings.ts';
import { startPlatform, type TestPlatform } from '../../testing/start-platform.ts';
import { type Api, apiOf } from './api.ts';
import { bearerOf } from './bearer.ts';

/** Everybody of the site, by what they may do with its documents; `stranger` belongs to another company. */
export const cast = {
  admin: 'Admin',
  standard: 'Standard',
  colleague: 'Standard',
  reader: 'Read Only',
  nobody: 'None',
  stranger: 'None',
} as const satisfies Record<string, LevelName>;

export type Character = keyof typeof cast;

/** A company with one project on the running platform; everybody has the same level at both. */
export interface Site {
  readonly platform: TestPlatform;
  readonly companyId: number;
  readonly projectId: number;
  /** Where `stranger` is Admin. */
  readonly elsewhere: { readonly companyId: number; readonly projectId: number };
  readonly ids: Readonly<Record<Character, number>>;
  readonly as: Readonly<Record<Character, Api>>;
  close(): Promise<void>;
}

const origin: Origin = { requestId: 'test', address: '127.0.0.1', actor: { kind: 'system' }, clientId: null };

export async function openSite(overrides: Partial<Settings> = {}): Promise<Site> {
  const platform = await startPlatform({ demo: false, ...overrides });
  const { house } = platform;
  const built = await house.database.write(async (tx) => {
    const ids: Partial<Record<Character, number>> = {};
    for (const name of characters) {
      const email = `${name}@site.example`;
      ids[name] = await createPerson(house, tx, origin, {
        kind: 'user',
        firstName: name,
        lastName: 'Site',
        email,
        emailProven: true,
      });
    }
    const people = ids as Record<Character, number>;
    const developerId = people.stranger;
    const app = await createApp(house, tx, origin, {
      name: 'App',
      description: '',
      publisher: 'P',
      developerId,
    });
    const client = await createClient(house, tx, origin, {
      appId: app.id,
      environment: 'production',
      grantTypes: ['authorization_code'],
      redirectUris: [],
    });
    const place = async (name: string, createdBy: number) => {
      const companyId = await createCompany(house, tx, origin, {
        name,
        environment: 'production',
        createdBy,
      });
      const projectId = await createProject(house, tx, origin, companyId, { name, createdBy });
      await install(house, tx, origin, companyId, { appId: app.id, personId: createdBy, how: 'admin' });
      return { companyId, projectId };
    };
    const join = async (at: { companyId: number; projectId: number }, personId: number, level: LevelName) => {
      const { companyId, projectId } = at;
      await addCompanyMember(house, tx, origin, companyId, { personId });
      await addProjectMember(house, tx, origin, companyId, { projectId, personId });
      await setCompanyLevel(house, tx, origin, companyId, { personId, tool: 'documents', level });
      await setProjectLevel(house, tx, origin, companyId, { projectId, personId, tool: 'documents', level });
    };
    const here = await place('Site', people.admin);
    const elsewhere = await place('Elsewhere', people.stranger);
    for (const name of characters) if (name !== 'stranger') await join(here, people[name], cast[name]);
    await join(elsewhere, people.stranger, 'Admin');
    return { here, elsewhere, people, clientId: client.clientId };
  });

  const as: Partial<Record<Character, Api>> = {};
  for (const name of characters) {
    const token = await bearerOf(house, built.people[name], built.clientId);
    as[name] = apiOf(platform.url, token, built.here);
  }
  return {
    platform,
    ...built.here,
    elsewhere: built.elsewhere,
    ids: built.people,
    as: as as Record<Character, Api>,
    close: () => platform.close(),
  };
}

const characters = Object.keys(cast) as Character[];
