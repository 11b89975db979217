import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestDatabaseUrl } from '@gatehouse/database/testing';
import { type DemoFile, openEstate, readDemoFile } from '@gatehouse/platform/testing';
import { freePort } from './faulty-way.test-support.ts';
import { type LinkPerson, signInToLink } from './link-person.test-support.ts';
import { linkCommand, serveLink } from './link-process.test-support.ts';

interface Restarted {
  /** kill -9, and its end. */
  kill(): Promise<void>;
  /** Resolves once it serves, at the same address and over the same data. */
  start(): Promise<void>;
}

/** Gatehouse and Link as an operator runs them: a process each, over data that outlives them. */
export interface OwnProcesses extends AsyncDisposable {
  /** Where Link stands. */
  readonly origin: string;
  readonly demo: DemoFile;
  readonly gatehouse: Restarted;
  readonly link: Restarted;
  /** Signed in to Link by Gatehouse. */
  person(name: string): Promise<LinkPerson>;
}

export async function openOwnProcesses(): Promise<OwnProcesses> {
  await using opened = new AsyncDisposableStack();
  const estate = opened.use(await openEstate());
  const folder = await mkdtemp(join(tmpdir(), 'gatehouse-link-process-'));
  opened.defer(() => rm(folder, { recursive: true, force: true }));
  const { url: databaseUrl, remove } = await createTestDatabaseUrl();
  opened.defer(remove);
  const [port, linkPort] = [await freePort(), await freePort()];
  const origin = `http://127.0.0.1:${linkPort}`;
  const settings = {
    GATEHOUSE_HOST: '127.0.0.1',
    GATEHOUSE_PORT: String(port),
    GATEHOUSE_DEMO_LINK_URL: origin,
    GATEHOUSE_HOURLY_LIMIT: '1000000',
    GATEHOUSE_SPIKE_LIMIT: '1000000',
  };
  const gatehouse = restarted(() => estate.start(settings));
  await gatehouse.start();
  const demo = await readDemoFile(estate.dataDir);
  const client = demo?.apps.find(
    ({ name, environment }) => name === 'Gatehouse Link' && environment === 'production',
  );
  if (demo === undefined || client === undefined) throw new Error('The demo has no Link.');
  const gatehouseUrl = `http://127.0.0.1:${port}`;
  const env = {
    PATH: process.env.PATH,
    LINK_HOST: '127.0.0.1',
    LINK_DATA_DIR: join(folder, 'data'),
    LINK_DATABASE_URL: databaseUrl,
    LINK_KEY_FILE: join(folder, 'vault.keys'),
    LINK_GATEHOUSE_URL: gatehouseUrl,
    LINK_CLIENT_ID: client.clientId,
    LINK_CLIENT_SECRET: client.clientSecret,
    LINK_EVENTS_SECRET: client.eventsSecret,
    LINK_LOG_LEVEL: 'fatal',
  };
  const made = await linkCommand(env, 'keys', 'create').ran;
  if (made.code !== 0) throw new Error(made.err);
  const link = restarted(() => serveLink(env, linkPort));
  opened.defer(() => link.kill());
  await link.start();
  const open = opened.move();
  return {
    origin,
    demo,
    gatehouse,
    link,
    async person(name) {
      const known = demo.people.find(({ email }) => email.startsWith(`${name}@`));
      if (known === undefined) throw new Error(`The demo has no ${name}.`);
      return await signInToLink(origin, new URL(gatehouseUrl), known);
    },
    [Symbol.asyncDispose]: () => open.disposeAsync(),
  };
}

function restarted(start: () => Promise<{ kill(): Promise<void> }>): Restarted {
  let running: { kill(): Promise<void> } | undefined;
  return {
    kill: async () => await running?.kill(),
    async start() {
      running = await start();
    },
  };
}
