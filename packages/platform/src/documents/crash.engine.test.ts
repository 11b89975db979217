import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createTestDatabaseUrl, type TestDatabaseUrl } from '@gatehouse/database/testing';
import { createLogger, readSettings, systemClock, systemRandom } from '@gatehouse/service';
import { readDemoFile } from '../demo/demo-file.ts';
import { openHouse } from '../open-house.ts';
import { settings } from '../settings.ts';
import { type Api, apiOf } from './testing/api.ts';
import { bearerOf } from './testing/bearer.ts';

const main = fileURLToPath(new URL('../main.ts', import.meta.url));
const rounds = 6;
const senders = 4;

let dataDir: string;
let testDatabase: TestDatabaseUrl;
let environment: Record<string, string>;
const children = new Set<ChildProcess>();

before(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'gatehouse-crash-'));
  testDatabase = await createTestDatabaseUrl();
  environment = {
    GATEHOUSE_PORT: '0',
    GATEHOUSE_DATA_DIR: dataDir,
    GATEHOUSE_DATABASE_URL: testDatabase.url,
    GATEHOUSE_SECRET_KEYS: Buffer.from(systemRandom.bytes(32)).toString('base64url'),
    GATEHOUSE_SPIKE_LIMIT: '1000000',
    GATEHOUSE_HOURLY_LIMIT: '1000000',
    GATEHOUSE_LOG_LEVEL: 'silent',
  };
});

after(async () => {
  for (const child of children) child.kill('SIGKILL');
  await testDatabase.remove();
  await rm(dataDir, { recursive: true, force: true });
});

it('after kill -9 during uploads, what was acknowledged is whole and nothing half-written is to be seen', async () => {
  const bearer = await prepare();
  const acknowledged = new Map<number, string>();
  for (let round = 0; round < rounds; round += 1) {
    const { child, url } = await start();
    assert.deepEqual(await readdir(join(dataDir, 'blobs', 'incoming')), []);
    const api = apiOf(url, bearer.token, bearer.place);
    await proveWhole(api, acknowledged);

    const before = acknowledged.size;
    const traffic = Array.from({ length: senders }, (_, sender) =>
      send(api, `${round}-${sender}`, acknowledged),
    );
    while (acknowledged.size < before + 2 * senders) await sleep(5);
    // A different moment of the work every time.
    await sleep(round * 7);
    child.kill('SIGKILL');
    await once(child, 'exit');
    children.delete(child);
    await Promise.all(traffic);
  }
  const { child, url } = await start();
  await proveWhole(apiOf(url, bearer.token, bearer.place), acknowledged);
  child.kill('SIGTERM');
  const [code] = await once(child, 'exit');
  assert.equal(code, 0);
  assert(acknowledged.size >= rounds * 2 * senders);
});

/** Loads the demo, and lets its company admin allow an app. */
async function prepare() {
  const { child } = await start();
  child.kill('SIGTERM');
  await once(child, 'exit');
  const demo = await readDemoFile(dataDir);
  const [company] = demo?.companies ?? [];
  const [app] = demo?.apps.filter((candidate) => candidate.environment === 'production') ?? [];
  const admin = demo?.people.find(({ roles }) => roles.includes('company admin'));
  const [project] = company?.projects ?? [];
  assert(company && project && app && admin);
  const logger = createLogger({ name: 'test', level: 'silent' });
  const surroundings = { clock: systemClock, random: systemRandom, logger };
  const house = await openHouse(readSettings(settings, environment), surroundings, 'http://localhost');
  const person = await house.database.read((tx) =>
    tx.selectFrom('people').select('id').where('email', '=', admin.email).executeTakeFirstOrThrow(),
  );
  const token = await bearerOf(house, person.id, app.clientId);
  await house.database.close();
  return { token, place: { companyId: company.id, projectId: project.id } };
}

/** The platform in a process of its own, once it says where it is. */
async function start(): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(process.execPath, [main, 'serve'], {
    env: { PATH: process.env.PATH, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.add(child);
  let said = '';
  for await (const chunk of child.stdout) {
    said += chunk;
    const [, url] = /Gatehouse is up: (\S+)\n/.exec(said) ?? [];
    if (url !== undefined) {
      return { child, url };
    }
  }
  throw new Error(`the platform ended before it was up: ${said}`);
}

/** Uploads until the connection is gone, and notes what was acknowledged. */
async function send(api: Api, sender: string, acknowledged: Map<number, string>): Promise<void> {
  for (let count = 0; ; count += 1) {
    const name = `crash ${sender} ${count}.bin`;
    try {
      const reply = await api.upload('project', { name }, contentOf(name));
      assert.equal(reply.status, 201);
      acknowledged.set(reply.body.id, name);
    } catch (error) {
      if (error instanceof assert.AssertionError) throw error;
      return;
    }
  }
}

/** Everything that was acknowledged is listed, and everything that is listed has exactly the bytes of its name. */
async function proveWhole(api: Api, acknowledged: ReadonlyMap<number, string>): Promise<void> {
  const { body: root } = await api.root('project');
  const files = root.files.filter(({ name }) => name.startsWith('crash '));
  const listed = new Map(files.map(({ id, name }) => [id, name]));
  for (const [id, name] of acknowledged) assert.equal(listed.get(id), name);
  for (const file of files) {
    const response = await api.call(file.url);
    assert.equal(response.status, 200, file.name);
    assert.deepEqual(Buffer.from(await response.arrayBuffer()), contentOf(file.name), file.name);
  }
}

/** Bytes that follow from the name, between one and some hundred thousand. */
function contentOf(name: string): Buffer<ArrayBuffer> {
  const seed = createHash('sha256').update(name).digest();
  return Buffer.alloc(1 + (seed.readUInt32BE(0) % 300_000), seed);
}
