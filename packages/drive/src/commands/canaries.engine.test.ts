import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { type LinkPerson, type LinkStage, setLinkStage } from '@gatehouse/link/testing';
import { hiddenField } from '@gatehouse/platform/testing';
import { type OwnProcess, ownProcess, shownBySystem } from './own-process.test-support.ts';

const homes = ['office', 'site'] as const;
type Home = (typeof homes)[number];

/** What no secret may look like. */
const tokens = /gh[arcs]_[\w.-]{20,}/;

const name = `canary-${randomBytes(6).toString('hex')}`;
const content = `content ${randomBytes(12).toString('hex')}`;

describe('two installs of one person, Link and Gatehouse, with secrets and names that are looked for everywhere', () => {
  let stage: LinkStage;
  let person: LinkPerson;
  let folder: string;
  const open = new AsyncDisposableStack();
  /** What must be nowhere but where it belongs; by what it is. */
  const secrets = new Map<string, string>();
  /** What other people, or a later reader, could come by; by where it was. */
  const seen = new Map<string, string>();

  const env = (home: Home) => ({
    HOME: join(folder, `own of ${home}`),
    DRIVE_HOME: join(folder, home),
    DRIVE_LINK_URL: stage.origin,
  });
  const at = (home: Home, ...path: string[]) => join(folder, `documents of ${home}`, ...path);
  async function run(
    home: Home,
    args: readonly string[],
    heard?: (text: string) => void,
  ): Promise<OwnProcess> {
    const process = ownProcess(env(home), args, heard);
    await process.ended;
    seen.set(`what ${home} said to ${args.join(' ')}`, process.said());
    return process;
  }
  async function done(home: Home, ...args: string[]) {
    const { child, said } = await run(home, [...args, '--json']);
    assert.equal(child.exitCode, 0, said());
    return JSON.parse(said().trim().split('\n').at(-1) ?? '');
  }

  /** Answers in a browser what `login` asks. */
  async function allow(url: string): Promise<void> {
    const { pathname } = new URL(url);
    const csrf = hiddenField(await (await person.link.get(pathname)).text(), 'csrf');
    const answered = await person.link.post(pathname, { csrf, decision: 'allow' });
    const back = answered.headers.get('location') ?? '';
    secrets.set(`code ${secrets.size}`, new URL(back).searchParams.get('code') ?? assert.fail());
    await (await fetch(back)).text();
  }

  before(async () => {
    stage = open.use(await setLinkStage());
    folder = await mkdtemp(join(tmpdir(), 'drive-canaries-'));
    open.defer(() => rm(folder, { recursive: true }));
    stage.way.before = async (path, authorization = '') => {
      const signature = new URL(path, 'http://way').searchParams.get('sig');
      if (signature !== null) secrets.set(`a signature of ${path.split('/')[1]}`, signature);
      const isKnown = secrets.values().some((each) => authorization.endsWith(each));
      const [, token] = /^(?:Bearer|DPoP) (\S+)$/.exec(authorization) ?? [];
      if (token !== undefined && !isKnown) secrets.set(`token ${secrets.size}`, token);
    };
    const { clientSecret = '', eventsSecret = '' } = stage.values;
    secrets.set('the secret of Link', clientSecret).set('the secret of its events', eventsSecret);
    person = await stage.person('jim');
    await stage.link(person);
    for (const home of homes) await begin(home);
    await writeFile(at('office', `${name}.txt`), content);
    await mkdir(at('office', `${name} folder`));
    // Sent in parts, to addresses that are signed.
    const large = Buffer.concat([Buffer.from(content), randomBytes(9 * 2 ** 20)]);
    await writeFile(at('office', `${name} folder`, `${name}.bin`), large);
    for (const home of homes) await done(home, 'sync', at(home));
    assert.equal(await readFile(at('site', `${name}.txt`), 'utf8'), content);
    await watched();
    stage.way.mode = 'cut';
    await run('site', ['sync', at('site')]);
    stage.way.mode = 'pass';
  });
  after(() => open.disposeAsync());

  async function begin(home: Home): Promise<void> {
    const answering: Promise<void>[] = [];
    const { child, said } = await run(home, ['login'], (text) => {
      const [url] = /http\S+(?=\s)/.exec(text) ?? [];
      if (url !== undefined && answering.length === 0) answering.push(allow(url));
    });
    await Promise.all(answering);
    assert.equal(child.exitCode, 0, said());
    const [{ id }] = await done(home, 'places');
    const [{ projects }] = await done(home, 'places', '--company', String(id));
    const place = ['--company', String(id), '--project', String(projects[0].id)];
    await done(home, 'mount', at(home), ...place, '--all');
    const install = JSON.parse(await readFile(join(folder, home, 'install.json'), 'utf8'));
    secrets.set(`the credential of ${home}`, install.credential);
    secrets.set(`the key of ${home}`, install.key.d);
  }

  /** One is kept in step by a process while the other changes something, and is killed. */
  async function watched(): Promise<void> {
    const watching = ownProcess(env('office'), ['watch', at('office')]);
    const pid = watching.child.pid ?? assert.fail();
    let page: string | undefined;
    while (page === undefined) {
      assert.equal(watching.child.exitCode, null, watching.said());
      [{ page }] = await done('office', 'status');
    }
    const [, pageSecret = assert.fail()] = new URL(page).pathname.split('/');
    secrets.set('the address of the page', pageSecret);
    await writeFile(at('site', `${name} later.txt`), `${content}, later`);
    await done('site', 'sync', at('site'));
    const arrived = () => readFile(at('office', `${name} later.txt`), 'utf8').catch(() => '');
    while ((await arrived()) === '') await pause(100);
    seen.set('the page', await (await fetch(page)).text());
    seen.set('what the system shows', await shownBySystem(pid));
    // While it runs: a database that is closed leaves nothing in its log.
    for (const home of homes) await keep(home, join(folder, home));
    watching.child.kill('SIGKILL');
    await watching.ended;
    seen.set('what the daemon said', watching.said());
  }

  async function keep(what: string, root: string): Promise<void> {
    for (const [path, bytes] of await filesIn(root)) seen.set(`${what}: ${path}`, bytes);
  }

  /** All that Link keeps: its rows, and every file of its data and of its database. */
  async function ofLink(): Promise<Map<string, string>> {
    const { database } = stage.node.house;
    const rows = await database.read(async (tx) => {
      const all: unknown[] = [];
      for (const name of await tablesIn(database.engine, tx as unknown as Catalogue))
        all.push(
          await tx
            .selectFrom(name as 'links')
            .selectAll()
            .execute(),
        );
      return all;
    });
    const text = (_: string, value: unknown) =>
      value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value;
    const found = new Map([
      ['rows of Link', JSON.stringify(rows, text)],
      ['logs of Link', stage.logs()],
    ]);
    const { databaseUrl = '', dataDir } = stage.values;
    const roots = [dataDir];
    if (databaseUrl.startsWith('file:')) roots.push(dirname(databaseUrl.slice('file:'.length)));
    for (const root of roots) for (const [path, bytes] of await filesIn(root)) found.set(path, bytes);
    return found;
  }

  /** Whose it is may read it there, or is told it, and nobody else is. */
  const belongs = (secret: string, place: string) =>
    (/^the (credential|key) of/.test(secret) && place.endsWith('install.json')) ||
    (secret === 'the address of the page' && /\.daemon$|said/.test(place));

  it('no secret is in what Drive keeps, says or shows, but for the file of the install and that of the daemon', async () => {
    for (const home of homes) {
      await keep(home, join(folder, home));
      await keep(`documents of ${home}`, at(home, '.gatehouse-drive'));
    }
    const kinds = [...secrets.keys()].join();
    for (const kind of [/code/, /signature of rest/, /signature of uploads/, /token/])
      assert.match(kinds, kind);
    assert.ok(secrets.values().every((each) => each.length > 20));
    assert.ok(secrets.values().some((each) => tokens.test(each)));
    const found: string[] = [];
    for (const [place, text] of seen) {
      if (tokens.test(text)) found.push(`a token is in ${place}`);
      for (const [what, secret] of secrets)
        if (!belongs(what, place) && has(text, secret)) found.push(`${what} is in ${place}`);
    }
    assert.deepEqual(found, []);
    const places = [...seen.keys()].join('\n');
    for (const kind of [/\.sqlite|\.db/, /-wal/, /install\.json/, /\.daemon/, /the page/, /the system/])
      assert.match(places, kind);
    assert.match(seen.get('what the system shows') ?? '', /DRIVE_HOME/);
  });

  it('nor in what Link keeps and says', async () => {
    const found: string[] = [];
    for (const [place, text] of await ofLink()) {
      if (tokens.test(text)) found.push(`a token is in ${place}`);
      for (const [what, secret] of secrets) if (has(text, secret)) found.push(`${what} is in ${place}`);
    }
    assert.deepEqual(found, []);
  });

  it('no name and no content of a file is in what Link keeps and says', async () => {
    const all = await ofLink();
    assert.match(all.get('logs of Link') ?? '', /token/);
    assert.match(all.get('rows of Link') ?? '', /token_given/);
    for (const canary of [name, content])
      for (const [place, text] of all) assert.equal(has(text, canary), false, `${canary} is in ${place}`);
  });
});

/** Where an engine says which tables there are. */
interface Catalogue {
  selectFrom(table: string): {
    select(column: string): {
      where(
        column: string,
        is: '=',
        value: string,
      ): { execute(): Promise<readonly Record<string, string>[]> };
    };
  };
}

async function tablesIn(engine: 'sqlite' | 'postgres', tx: Catalogue): Promise<string[]> {
  const rows =
    engine === 'sqlite'
      ? await tx.selectFrom('sqlite_master').select('name').where('type', '=', 'table').execute()
      : await tx.selectFrom('pg_tables').select('tablename').where('schemaname', '=', 'public').execute();
  return rows.flatMap((row) => Object.values(row));
}

const has = (text: string, canary: string) =>
  [
    canary,
    encodeURIComponent(canary),
    ...['base64', 'base64url', 'hex'].map((as) => Buffer.from(canary).toString(as as 'hex')),
  ].some((each) => text.includes(each));

/** Every file below a folder, by its path in it. */
async function filesIn(root: string): Promise<[string, string][]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const texts = await Promise.all(files.map((path) => readFile(path, 'latin1').catch(() => '')));
  return files.map((path, at) => [relative(root, path), texts[at] ?? '']);
}
