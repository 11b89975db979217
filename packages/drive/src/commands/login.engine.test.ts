import assert from 'node:assert/strict';
import { once } from 'node:events';
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { after, before, describe, it } from 'node:test';
import { type LinkPerson, type LinkStage, setLinkStage } from '@gatehouse/link/testing';
import { hiddenField } from '@gatehouse/platform/testing';
import { machine } from '../machine.ts';
import { runDrive } from './run.ts';

type Answer = 'allow' | 'deny';

describe('a person with two machines', () => {
  let stage: LinkStage;
  let folder: string;
  let jim: LinkPerson;

  before(async () => {
    stage = await setLinkStage();
    folder = await mkdtemp(join(tmpdir(), 'drive-login-'));
    jim = await stage.person('jim');
    await stage.link(jim);
  });
  after(async () => {
    await stage[Symbol.asyncDispose]();
    await rm(folder, { recursive: true, force: true });
  });

  let project = '';
  const docs = (home: string) => join(folder, `documents of ${home}`);

  /** Runs the command on a machine; what it asks of its person is done as they would. */
  async function on(
    home: string,
    args: string[],
    asked: (text: string) => Promise<void> = async () => {},
    input = '',
    more: Record<string, string> = {},
  ) {
    const said = { out: '', err: '' };
    const doing: Promise<void>[] = [];
    const world = {
      ...machine,
      now: () => stage.platform.clock.now(),
      env: { DRIVE_HOME: join(folder, home), DRIVE_LINK_URL: stage.origin, ...more },
      cwd: folder,
      input: Readable.from([input]),
      ended: new AbortController().signal,
      out: {
        write: (text: string) => {
          said.out += text;
        },
      },
      err: {
        write: (text: string) => {
          said.err += text;
          doing.push(asked(text));
        },
      },
    };
    const code = await runDrive([...args, '--json'], world);
    await Promise.all(doing);
    return {
      code,
      ...said,
      error: code === 0 ? undefined : JSON.parse(said.err.split('\n').at(-2) ?? '').error.code,
    };
  }

  const inBrowser = (answer: Answer) => async (text: string) => {
    const url = /http\S+/.exec(text)?.[0];
    if (url === undefined || text.startsWith('{')) return;
    const { pathname } = new URL(url);
    const csrf = hiddenField(await (await jim.link.get(pathname)).text(), 'csrf');
    const answered = await jim.link.post(pathname, { csrf, decision: answer });
    const back = new URL(answered.headers.get('location') ?? '');
    // What else is asked there is no answer, and ends nothing.
    const socket = connect(Number(back.port), back.hostname);
    socket.end('GET //[ HTTP/1.1\r\nhost: x\r\n\r\n').resume();
    await once(socket, 'close');
    await (await fetch(back)).text();
  };

  it('lets each in by a browser, links nothing twice, and each is the person', async () => {
    for (const home of ['office', 'site']) {
      const said = await on(home, ['login'], inBrowser('allow'));
      assert.equal(said.code, 0, said.err);
      const { person, links } = JSON.parse(said.out);
      assert.equal(person.email, jim.email);
      assert.equal(links[0].account.login, jim.email);
      const me = await on(home, ['whoami']);
      assert.equal(me.code, 0, me.err);
      assert.equal(JSON.parse(me.out).login, jim.email);
    }
    assert.equal((await on('office', ['login'])).error, 'signed-in');
  });

  /** What every machine of the person calls with at the moment. */
  async function tokenNow(): Promise<string> {
    const machine = await stage.install(jim);
    const { body } = await machine.call(stage.origin, 'GET', '/v1/links');
    const [link] = body.links as { id: string }[];
    const given = await machine.call(stage.origin, 'POST', `/v1/links/${link?.id}/token`, {});
    return String(given.body.access_token);
  }

  it('keeps the key where only its owner reads it, and no token at all', async () => {
    const path = join(folder, 'office', 'install.json');
    assert.deepEqual(
      [(await stat(path)).mode & 0o777, (await stat(join(folder, 'office'))).mode & 0o777],
      [0o600, 0o700],
    );
    assert.doesNotMatch(await readFile(path, 'utf8'), /gha_|ghr_/);
    for (const mode of [0o640, 0o620, 0o604, 0o666]) {
      await chmod(path, mode);
      for (const verb of ['whoami', 'places', 'logout']) {
        const said = await on('office', [verb]);
        assert.deepEqual([said.code, said.error], [3, 'token-open'], `${verb} ${mode.toString(8)}`);
        assert.match(said.err, /install\.json/);
      }
    }
    await chmod(path, 0o600);
    assert.equal((await on('office', ['whoami'])).code, 0);
  });

  it('names the file of its home that is damaged, and writes over none', async () => {
    for (const [name, verbs] of [
      ['install.json', ['whoami', 'logout']],
      ['mounts.json', ['mounts', 'sync', 'mount']],
    ] as const) {
      const path = join(folder, 'office', name);
      const whole = await readFile(path).catch(() => undefined);
      await writeFile(path, '{"linkUrl":"htt', { mode: 0o600 });
      for (const verb of verbs) {
        const said = await on('office', [verb, ...(verb === 'mount' ? [join(folder, 'new')] : [])]);
        assert.deepEqual([said.code, said.error], [5, 'home-file'], `${verb}: ${said.err}`);
        assert.match(said.err, new RegExp(name));
      }
      assert.equal(await readFile(path, 'utf8'), '{"linkUrl":"htt');
      if (whole === undefined) await rm(path);
      else await writeFile(path, whole);
    }
    assert.equal((await on('office', ['whoami'])).code, 0);
  });

  it('takes a token of somebody’s own from a file that only they read, and from no other', async () => {
    const path = join(folder, 'token');
    await writeFile(path, `${await tokenNow()}\n`, { mode: 0o600 });
    const env = { DRIVE_TOKEN_FILE: path, DRIVE_URL: stage.way.url.origin };
    assert.equal(JSON.parse((await on('scripts', ['whoami'], undefined, '', env)).out).login, jim.email);
    for (const mode of [0o640, 0o604]) {
      await chmod(path, mode);
      const said = await on('scripts', ['whoami'], undefined, '', env);
      assert.deepEqual([said.code, said.error], [3, 'token-open']);
    }
    await rm(path);
  });

  it('does not let a machine in when the person says no, and remembers nothing of it', async () => {
    const said = await on('stranger', ['login'], inBrowser('deny'));
    assert.deepEqual([said.code, said.error], [3, 'enrol-refused'], said.err);
    assert.equal((await on('stranger', ['whoami'])).error, 'no-account');
  });

  it('lets a machine in by a code that is typed elsewhere', async () => {
    const said = await on('headless', ['login', '--code'], async (text) => {
      const typed = /[A-Z]{4}-[A-Z]{4}/.exec(text)?.[0];
      if (typed === undefined) return;
      const csrf = hiddenField(await (await jim.link.get('/device')).text(), 'csrf');
      const page = await (await jim.link.post('/device', { csrf, code: typed })).text();
      const path = /action="(\/enrol\/[0-9a-z]{26})"/.exec(page)?.[1] ?? '';
      const fields = { csrf: hiddenField(page, 'csrf'), code: typed, decision: 'allow' };
      const { status } = await jim.link.post(path, fields);
      assert.equal(status, 200);
    });
    assert.equal(said.code, 0, said.err);
  });

  it('lets a machine in by a key from its standard input, once', async () => {
    const made = await jim.link.post('/sign-in-key', {
      csrf: hiddenField(await (await jim.link.get('/')).text(), 'csrf'),
    });
    const key = /glk_[\w-]+/.exec(await made.text())?.[0] ?? '';
    const said = await on('server', ['login', '--key'], undefined, `${key}\n`);
    assert.equal(said.code, 0, said.err);
    assert.doesNotMatch(said.out + said.err, /glk_/);
    assert.equal((await on('server', ['whoami'])).code, 0);
    for (const input of [`${key}\n`, 'what is this', ''])
      assert.equal((await on('other', ['login', '--key'], undefined, input)).error, 'sign-in-key');
  });

  it('signs one machine out, and the other goes on', async () => {
    assert.equal((await on('headless', ['logout'])).code, 0);
    assert.equal((await on('headless', ['whoami'])).error, 'no-account');
    assert.equal((await on('site', ['whoami'])).code, 0);
  });

  it('finds a project in whichever company has it, by name or by id', async () => {
    const found = await on('office', ['ls', '--project', 'harbor tower']);
    assert.equal(found.code, 0, found.err);
    const [{ id: company }] = JSON.parse((await on('office', ['places'])).out);
    const [{ projects }] = JSON.parse((await on('office', ['places', '--company', String(company)])).out);
    const { id } = projects.find(({ name }: { name: string }) => name === 'Harbor Tower');
    assert.equal((await on('office', ['ls', '--project', String(id)])).out, found.out);
    assert.equal((await on('office', ['ls', '--project', 'Nowhere'])).error, 'project-unknown');
    assert.equal((await on('office', ['ls'])).error, 'company-many');
  });

  it('keeps a folder the same on both machines', async () => {
    const [{ id: company }] = JSON.parse((await on('office', ['places'])).out);
    const [{ projects }] = JSON.parse((await on('office', ['places', '--company', String(company)])).out);
    project = String(projects[0].id);
    for (const home of ['office', 'site']) {
      const said = await on(home, [
        'mount',
        docs(home),
        '--company',
        String(company),
        '--project',
        project,
        '--all',
      ]);
      assert.equal(said.code, 0, said.err);
    }
    await writeFile(join(docs('office'), 'from the office.txt'), 'said once');
    for (const home of ['office', 'site']) assert.equal((await on(home, ['sync', docs(home)])).code, 0);
    assert.equal(await readFile(join(docs('site'), 'from the office.txt'), 'utf8'), 'said once');
  });

  it('has written no token to any file of the machine, after all of that', async () => {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile());
    assert.ok(
      files.some(({ name }) => name === 'install.json') && files.some(({ name }) => name.endsWith('.db')),
    );
    const token = await tokenNow();
    for (const { parentPath, name } of files) {
      const bytes = await readFile(join(parentPath, name));
      assert.ok(!bytes.includes(token) && !bytes.includes('ghr_'), name);
    }
  });

  it('says "needs sign-in" on both when the person revokes at Gatehouse', async () => {
    const { database, clock } = stage.platform.house;
    await database.write((tx) =>
      tx.updateTable('token_families').set({ revoked_at: clock.now(), revoked_reason: 'revoked' }).execute(),
    );
    for (const home of ['office', 'site']) {
      const said = await on(home, ['whoami']);
      assert.equal(said.code, 3, said.err);
      assert.match(said.err, /needs sign-in/);
      assert.equal((await on(home, ['sync', docs(home)])).code, 3);
      assert.equal(await readFile(join(docs(home), 'from the office.txt'), 'utf8'), 'said once');
    }
  });

  it('stops both when the account is unlinked on one', async () => {
    await stage.link(jim);
    const said = await on('office', ['unlink']);
    assert.equal(said.code, 0, said.err);
    for (const home of ['office', 'site']) {
      const stopped = await on(home, ['whoami']);
      assert.deepEqual([stopped.code, stopped.error], [3, 'unlinked'], stopped.err);
    }
  });

  it('refuses an address that others could listen to, and one that is no link service', async () => {
    assert.equal((await on('new', ['login', 'http://link.example'])).error, 'link-url');
    assert.equal((await on('new', ['login', stage.platform.url])).error, 'not-link');
    assert.equal((await on('new', ['login', 'http://127.0.0.1:9'])).error, 'link-away');
  });
});
