import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FaultPoint } from '@gatehouse/database';
import { createTestDatabaseUrl } from '@gatehouse/database/testing';
import { signInByForm, startPlatform, type TestPlatform } from '@gatehouse/platform/testing';
import { createLogger, readSettings, systemRandom } from '@gatehouse/service';
import { type Settings, settings } from '../settings.ts';
import { type RunningLink, startLink } from '../start.ts';
import { createKeyFile } from '../vault/key-file.ts';
import { type FaultyWay, freePort, openFaultyWay } from './faulty-way.test-support.ts';
import { enrol, type LinkPerson, linkAccount, signInToLink } from './link-person.test-support.ts';
import type { TestInstall } from './test-install.test-support.ts';

export type Console = <Body>(method: string, path: string, body?: object) => Promise<Body>;

export interface LinkStage extends AsyncDisposable {
  readonly platform: TestPlatform;
  readonly way: FaultyWay;
  /** Where Link stands; the first node. */
  readonly origin: string;
  readonly node: RunningLink;
  readonly values: Settings;
  readonly folder: string;
  /** Every log line of Link so far. */
  logs(): string;
  /** Another node over the same database and key file. */
  startNode(): Promise<RunningLink>;
  /** From now on no write of Link's database succeeds, or again all do. */
  failCommits(fail: boolean): void;
  /** Signed in to Link by Gatehouse. */
  person(name: string): Promise<LinkPerson>;
  /** Links the person's own account by a real consent; the link's id. */
  link(person: LinkPerson): Promise<string>;
  /** Gatehouse's console, as somebody of the demo has it. */
  console(name: string): Promise<Console>;
  /** A company takes Link away from its people, or gives it back, as its admin does. */
  setConnected(companyId: number, connected: boolean): Promise<void>;
  /** A machine of the person, enrolled by a browser. */
  install(person: LinkPerson): Promise<TestInstall>;
}

/** The real Gatehouse behind a way that can fail, and the real Link on a database of its own. */
export async function setLinkStage(
  overrides: Parameters<typeof startPlatform>[0] = {},
  ofLink: Partial<Settings> = {},
): Promise<LinkStage> {
  // Whatever throws on the way, what is open already is closed: a listener left open keeps a failed run from ending.
  await using opened = new AsyncDisposableStack();
  const port = await freePort();
  const firstPort = ofLink.port ?? (await freePort());
  const way = opened.use(await openFaultyWay(port));
  const platform = await startPlatform({
    host: '127.0.0.1',
    port,
    issuer: way.url,
    demoLinkUrl: new URL(`http://127.0.0.1:${firstPort}`),
    ...overrides,
  });
  opened.defer(() => platform.close());
  const folder = await mkdtemp(join(tmpdir(), 'gatehouse-link-'));
  opened.defer(() => rm(folder, { recursive: true, force: true }));
  const { url: databaseUrl, remove } = await createTestDatabaseUrl();
  opened.defer(remove);
  const keyFile = join(folder, 'vault.keys');
  await createKeyFile(keyFile, systemRandom);
  const client = platform.demo.apps.find(
    ({ name, environment }) => name === 'Gatehouse Link' && environment === 'production',
  );
  const lines: string[] = [];
  const logger = createLogger({
    name: 'link',
    level: 'debug',
    stream: { write: (line) => lines.push(line) },
  });
  const values: Settings = {
    ...readSettings(settings, {}),
    host: '127.0.0.1',
    dataDir: join(folder, 'data'),
    databaseUrl,
    keyFile,
    gatehouseUrl: way.url,
    clientId: client?.clientId,
    clientSecret: client?.clientSecret,
    eventsSecret: client?.eventsSecret,
    ...ofLink,
  };
  let failing = false;
  const nodes: RunningLink[] = [];
  opened.defer(async () => {
    for (const each of nodes.reverse()) await each.close();
  });
  const startNode = async (at?: number) => {
    const surroundings = {
      clock: platform.clock,
      random: systemRandom,
      logger,
      onFaultPoint(point: FaultPoint) {
        if (point === 'database.before-commit' && failing) throw new Error('the database is away');
      },
    };
    const node = await startLink({ ...values, port: at ?? (await freePort()) }, surroundings);
    nodes.push(node);
    return node;
  };
  const node = await startNode(firstPort);
  const { origin } = node.house;

  async function person(name: string): Promise<LinkPerson> {
    const known = platform.demo.people.find(({ email }) => email.startsWith(`${name}@`));
    if (known === undefined) throw new Error(`The demo has no ${name}.`);
    return await signInToLink(origin, way.url, known);
  }

  async function setConnected(companyId: number, connected: boolean): Promise<void> {
    const admin = await consoleOf(platform, 'ana');
    const path = `/manage/v1/companies/${companyId}/installations`;
    const all = await admin<{ id: number; app: { name: string } }[]>('GET', path);
    const link = all.find(({ app }) => app.name === 'Gatehouse Link');
    await admin('POST', `${path}/${link?.id}/${connected ? 'reconnect' : 'disconnect'}`);
  }

  const open = opened.move();
  return {
    platform,
    way,
    origin,
    node,
    values,
    folder,
    logs: () => lines.join(''),
    startNode: () => startNode(),
    failCommits(fail) {
      failing = fail;
    },
    person,
    link: linkAccount,
    install: (person) => enrol(person, origin, platform.clock),
    console: (name) => consoleOf(platform, name),
    setConnected,
    [Symbol.asyncDispose]: () => open.disposeAsync(),
  };
}

/** The management API as the console of somebody calls it. @throws where it refuses. */
async function consoleOf({ demo, url }: TestPlatform, name: string): Promise<Console> {
  const person = demo.people.find(({ email }) => email.startsWith(`${name}@`));
  if (person === undefined) throw new Error(`The demo has no ${name}.`);
  const { cookies } = await signInByForm(url, person);
  let csrf = '';
  const call: Console = async (method, path, body) => {
    const response = await fetch(new URL(path, url), {
      method,
      headers: {
        cookie: cookies(),
        origin: url,
        'x-csrf-token': csrf,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${path} was answered by ${response.status}: ${text}`);
    return text === '' ? undefined : JSON.parse(text);
  };
  csrf = (await call<{ csrf_token: string }>('GET', '/manage/v1/session')).csrf_token;
  return call;
}
