import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { DocumentChanges, DocumentItem } from '@gatehouse/wire';
import { createApp, createClient } from '../../apps/create-app.ts';
import { type Api, apiOf } from '../../documents/testing/api.ts';
import { bearerOf } from '../../documents/testing/bearer.ts';
import { install } from '../../installations/install.ts';
import { startPlatform, type TestPlatform } from '../../testing/start-platform.ts';
import { origin } from '../stage.ts';
import { loadLarge } from './load-large.ts';

const sizes = { projects: 3, people: 25, files: 3_400 };
const keeper = 'ana@ridgeline.example';
const emails = { keeper, reader: 'jim@ridgeline.example' };

describe('a large company that was loaded in two goes', () => {
  let platform: TestPlatform;
  let companyId: number;
  let projects: { id: number; name: string }[];
  let clientId: string;
  before(async () => {
    platform = await startPlatform();
    const { house } = platform;
    const stop = new Error('cut off');
    const cutOff = loadLarge(house, sizes, emails, ({ what, done }) => {
      // In the middle of the second project.
      if (what === 'files' && done > 1_300) throw stop;
    });
    await assert.rejects(cutOff, stop);
    const more = await loadLarge(house, sizes, emails, () => undefined);
    assert.equal(more, true);
    const developerId = await idOf(keeper);
    ({ companyId, projects, clientId } = await house.database.write(async (tx) => {
      const found = await tx
        .selectFrom('companies')
        .select('id')
        .where('name', '=', 'Large Company')
        .executeTakeFirstOrThrow();
      const about = { name: 'App', description: '', publisher: 'P', developerId };
      const app = await createApp(house, tx, origin, about);
      const client = await createClient(house, tx, origin, {
        appId: app.id,
        environment: 'production',
        grantTypes: ['authorization_code'],
        redirectUris: [],
      });
      await install(house, tx, origin, found.id, { appId: app.id, personId: developerId, how: 'admin' });
      const list = await tx
        .selectFrom('projects')
        .select(['id', 'name'])
        .where('company_id', '=', found.id)
        .orderBy('id')
        .execute();
      return { companyId: found.id, projects: list, clientId: client.clientId };
    }));
  });
  after(() => platform.close());

  async function idOf(email: string): Promise<number> {
    const { id } = await platform.house.database.read((tx) =>
      tx.selectFrom('people').select('id').where('email', '=', email).executeTakeFirstOrThrow(),
    );
    return id;
  }

  async function as(email: string, project: number): Promise<Api> {
    const projectId = projects[project]?.id ?? assert.fail();
    const token = await bearerOf(platform.house, await idOf(email), clientId);
    return apiOf(platform.url, token, { companyId, projectId });
  }

  async function index(api: Api, project: number, query: string) {
    const response = await api.call(`/rest/v1.0/projects/${projects[project]?.id}/documents?${query}`);
    assert.equal(response.status, 200);
    const items = (await response.json()) as DocumentItem[];
    return { items, total: Number(response.headers.get('total')) };
  }

  it('has each project, person and file once, and a folder of a thousand', async () => {
    assert.deepEqual(
      projects.map(({ name }) => name),
      ['Alder Tower 1', 'Birch Tower 2', 'Cedar Tower 3'],
    );
    const api = await as(keeper, 0);
    const users = await api.call(`/rest/v1.0/companies/${companyId}/users?per_page=1`);
    assert.equal(Number(users.headers.get('total')), sizes.people + 2);
    let files = 0;
    for (const project of projects.keys())
      files += (await index(api, project, 'filters[document_type]=file&per_page=1')).total;
    assert.equal(files, sizes.files);
    const root = (await api.root('project')).body;
    const long = (await api.folder('project', root.folders[0]?.id ?? 0)).body;
    assert.equal(long.files.length, 1_000);
  });

  it('is found by search and read, and seen by each as their level and the lists have it', async () => {
    const reader = await as('person.12@large.example', 1);
    const found = await index(reader, 1, 'filters[search]=structural%20sect');
    assert.ok(found.total > 0);
    assert.ok(found.items.every(({ name }) => name.startsWith('Structural section')));
    const file = (await reader.file('project', found.items[0]?.id ?? 0)).body;
    const content = await reader.call(file.url);
    assert.equal((await content.arrayBuffer()).byteLength, file.size);

    // The tenth folder is for the first two of the team.
    const outsider = await as('person.13@large.example', 1);
    const seen = async (api: Api) => (await index(api, 1, 'filters[document_type]=file&per_page=1')).total;
    assert.deepEqual([await seen(reader), await seen(outsider)], [1_133, 1_033]);
  });

  it('tells a change in it by its feed', async () => {
    const writer = await as('person.21@large.example', 2);
    const feed = async (cursor?: string) => {
      const query = cursor === undefined ? {} : { cursor };
      const response = await writer.call(writer.path('project', 'documents/changes', query));
      return (await response.json()) as DocumentChanges;
    };
    const { cursor } = await feed();
    const made = await writer.upload('project', { name: 'Fresh.txt' });
    assert.equal(made.status, 201, JSON.stringify(made.body));
    const { changes } = await feed(cursor);
    assert.deepEqual(
      changes.map(({ kind, id }) => [kind, id]),
      [['present', made.body.id]],
    );
  });

  it('lets somebody of the demo read in the first project, and nowhere else', async () => {
    const reads = await as(emails.reader, 0);
    assert.equal((await reads.call(reads.path('project', 'folders'))).status, 200);
    assert.equal((await reads.upload('project', { name: 'Refused.txt' })).status, 403);
    const elsewhere = `/rest/v1.0/folders?project_id=${projects[1]?.id}`;
    assert.equal((await reads.call(elsewhere)).status, 403);
  });

  it('is left alone when it is asked for again', async () => {
    assert.equal(await loadLarge(platform.house, sizes, emails, () => assert.fail()), false);
  });
});

describe('the command', () => {
  it('loads the demo and the company, says so, and does nothing the second time', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'gatehouse-large-'));
    try {
      const env = { PATH: process.env.PATH, GATEHOUSE_DATA_DIR: folder };
      const program = fileURLToPath(new URL('../large.ts', import.meta.url));
      const run = (...args: string[]) =>
        new Promise<string>((resolve) => {
          const child = execFile(process.execPath, [program, ...args], { env }, (_, stdout, stderr) =>
            resolve(`${child.exitCode}: ${stdout}${stderr}`),
          );
        });
      const small = ['--projects', '2', '--people', '5', '--files', '30'];
      assert.match(await run(...small), /^0: .*5 of 5 people\n.*30 of 30 files\nDone in \d+ s\./s);
      assert.match(await run(...small), /^0: Everything is there already/);
      assert.match(await run('--files', 'many'), /^2: --files must be a whole number/);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
