import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { after, afterEach, before, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import type { MountedDesk } from '../commands/mounted.test-support.ts';
import { readDaemonFile } from './daemon-file.ts';
import { type Daemons, openDaemons } from './daemons.test-support.ts';
import { main } from './watching.test-support.ts';

describe('a drive that keeps folders', () => {
  let m: MountedDesk;
  let daemons: Daemons;
  before(async () => {
    daemons = await openDaemons();
    ({ m } = daemons);
  });
  afterEach(() => daemons.endAll());
  after(() => daemons[Symbol.asyncDispose]());

  const ask = async (path: string, headers: Record<string, string>) => {
    const { socket: socketPath } = await daemons.file();
    const call = request({ socketPath, method: 'POST', path, headers });
    call.end('null');
    const [response] = await once(call, 'response');
    response.resume();
    return response.statusCode as number;
  };

  it('answers the verbs of other processes, which need not wait for it to end', async () => {
    const { child } = await daemons.start(m.at('here'));
    await writeFile(m.at('here', 'a.txt'), 'a');
    assert.equal((await m.done('here', 'sync', m.at('here'))).state, 'in-step');
    assert.equal((await m.drive('here', 'stat', '/a.txt')).code, 0);
    await m.done('here', 'unsync', m.at('here', 'a.txt'));
    assert.deepEqual(await m.names('here'), ['a.txt.cloud']);
    await m.done('here', 'sync', m.at('here', 'a.txt.cloud'));
    await rm(m.at('here', 'a.txt'));
    assert.deepEqual((await m.done('here', 'trash', m.at('here'))).held, ['a.txt']);
    assert.equal((await m.done('here', 'conflicts', m.at('here')))[0].findings[0].kind, 'held');
    await m.done('here', 'restore', m.at('here', 'a.txt'));
    assert.equal(await readFile(m.at('here', 'a.txt'), 'utf8'), 'a');
    child.kill('SIGTERM');
    assert.deepEqual(await once(child, 'exit'), [0, null]);
    assert.equal(await readDaemonFile(await m.env('here'), await daemons.mountId()), undefined);
    assert.equal((await m.done('here', 'sync', m.at('here'))).done, 0);
  });

  it('refuses what a verb refuses, with the same words and the same code', async () => {
    await daemons.start();
    assert.deepEqual(await m.refused('here', 'restore', m.at('here', 'nowhere')), {
      exit: 5,
      code: 'not-held',
    });
    assert.deepEqual(await m.refused('here', 'sync', m.at('here'), '--approve', 'none'), {
      exit: 5,
      code: 'no-guard',
    });
  });

  it('is asked by its owner alone, and answers nothing but its questions', async () => {
    await daemons.start();
    const home = join(m.desk.folder, 'home-here');
    const { socket, secret } = await daemons.file();
    const mountId = await daemons.mountId();
    assert.equal((await stat(socket)).mode & 0o777, 0o600);
    assert.equal((await stat(await daemons.fileAt())).mode & 0o777, 0o600);
    assert.equal((await stat(home)).mode & 0o777, 0o700);
    const bearer = { authorization: `Bearer ${secret}` };
    assert.equal(await ask(`/${mountId}/standing`, bearer), 200);
    assert.equal(await ask(`/${mountId}/standing`, {}), 422);
    assert.equal(await ask(`/${mountId}/standing`, { authorization: `Bearer ${secret}x` }), 422);
    for (const method of ['constructor', 'rest', '__proto__', 'toString'])
      assert.equal(await ask(`/${mountId}/${method}`, bearer), 422);
    assert.equal(await ask('/another/standing', bearer), 422);
  });

  it('keeps one mount once: a second one is told', async () => {
    await daemons.start();
    assert.deepEqual(await m.refused('here', 'watch', m.at('here')), { exit: 1, code: 'mount-busy' });
  });

  it('that was killed stands in nobody’s way', async () => {
    const { child } = await daemons.start();
    child.kill('SIGKILL');
    await once(child, 'exit');
    const [standing] = await m.done('here', 'status');
    assert.equal(standing.page, undefined);
    assert.equal((await m.done('here', 'sync', m.at('here'))).state, 'in-step');
    await daemons.start();
    const left = (await readdir(join(m.desk.folder, 'home-here'))).filter((name) => name.endsWith('.sock'));
    assert.equal(left.length, 1);
  });

  it('lets go of a mount that is unmounted, and of nothing else', async () => {
    await m.done('here', 'mount', m.at('second'), '--all');
    const { child, page } = await daemons.start();
    const has = async (name: string) => {
      const listed: { name: string }[] = await m.done('here', 'ls', '/');
      return listed.some((each) => each.name === name);
    };
    await m.done('here', 'unmount', m.at('second'));
    await writeFile(m.at('second', 'mine alone.txt'), 'of this machine from now on');
    await writeFile(m.at('here', 'still.txt'), 'still kept');
    await m.done('here', 'sync', m.at('here'));
    assert.deepEqual([await has('still.txt'), await has('mine alone.txt')], [true, false]);
    const shown = await (await fetch(page)).text();
    assert.ok(shown.includes(m.at('here')) && !shown.includes(m.at('second')), shown);
    const exit = once(child, 'exit');
    await m.done('here', 'unmount', m.at('here'));
    assert.deepEqual(await exit, [0, null]);
    const left = await readdir(join(m.desk.folder, 'home-here'));
    // What Node made of the modules is nobody's secret.
    assert.deepEqual(
      left.filter((name) => name !== 'compiled'),
      ['mounts.json'],
    );
    await rm(m.at('here'), { recursive: true });
    await m.done('here', 'mount', m.at('here'), '--all');
  });

  it('takes up a folder that is mounted later, and lets go of it again', async () => {
    const { child, page } = await daemons.start();
    await m.done('here', 'mount', m.at('later'), '--all');
    const pageOf = async () => {
      const all: { folder: string; page?: string }[] = await m.done('here', 'status');
      return all.find(({ folder }) => folder === m.at('later'))?.page;
    };
    for (let tries = 0; (await pageOf()) === undefined; tries += 1) {
      assert.ok(tries < 300, 'it was not taken up');
      await pause(100);
    }
    assert.equal(await pageOf(), page);
    await writeFile(m.at('later', 'later.txt'), 'of the later folder');
    for (let tries = 0; (await m.drive('here', 'stat', '/later.txt')).code !== 0; tries += 1) {
      assert.ok(tries < 300, 'it was not sent');
      await pause(100);
    }
    await m.done('here', 'unmount', m.at('later'));
    assert.equal((await m.done('here', 'mounts')).length, 1);
    assert.equal(child.exitCode, null);
    assert.ok(!(await (await fetch(page)).text()).includes(m.at('later')));
    await m.done('here', 'sync', m.at('here'));
  });

  it('goes on with the others when the database of one is broken, and ends when it is asked to', async () => {
    await m.done('here', 'mount', m.at('broken'), '--all');
    const mounts: { id: string; folder: string }[] = await m.done('here', 'mounts');
    const { id } = mounts.find(({ folder }) => folder === m.at('broken')) ?? assert.fail();
    const database = join(m.desk.folder, 'home-here', `${id}.db`);
    for (const end of ['-wal', '-shm']) await rm(database + end, { force: true });
    await writeFile(database, 'no database, '.repeat(1000));
    const env = { ...process.env, ...(await m.env('here')) };
    const child = spawn(process.execPath, [main, 'watch'], { env, stdio: ['ignore', 'inherit', 'pipe'] });
    daemons.add(child);
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
    while (!said.includes(database)) await once(child.stderr, 'data');
    await writeFile(m.at('here', 'beside.txt'), 'beside a broken one');
    for (let tries = 0; (await m.drive('here', 'stat', '/beside.txt')).code !== 0; tries += 1) {
      assert.ok(tries < 300, 'it was not sent');
      await pause(100);
    }
    assert.equal((await m.done('here', 'sync', m.at('here'))).state, 'in-step');
    const exit = once(child, 'exit');
    child.kill('SIGTERM');
    assert.deepEqual(await exit, [0, null]);
    await m.done('here', 'unmount', m.at('broken'));
  });

  it('concludes nothing when the folder is another one all of a sudden, and goes on when it is back', async () => {
    await daemons.start();
    await rename(m.at('here'), m.at('here-away'));
    await mkdir(m.at('here'));
    assert.deepEqual(await m.refused('here', 'sync', m.at('here')), { exit: 5, code: 'other-folder' });
    await rm(m.at('here'), { recursive: true });
    await rename(m.at('here-away'), m.at('here'));
    const back = await m.done('here', 'sync', m.at('here'));
    assert.deepEqual([back.state, back.held], ['in-step', 0]);
  });

  it('tells its page to whoever has the address of this start, and to nobody else', async () => {
    const { page } = await daemons.start();
    await m.done('here', 'sync', m.at('here'));
    const { host, origin, pathname } = new URL(page);
    const body = await (await fetch(page)).text();
    assert.match(body, /In step/);
    assert.match(await (await fetch(page, { headers: { 'accept-language': 'es-MX' } })).text(), /Al día/);
    assert.equal((await fetch(`${page}status.css`)).status, 200);
    for (const path of ['/', '/x/', `${pathname}x/`, `${pathname}../`, '/status.css', `${pathname}nothing`])
      assert.equal((await fetch(origin + path)).status, 404, path);
    assert.equal((await fetch(page, { method: 'POST' })).status, 404);
    const rebound = request(page, { headers: { host: host.replace('127.0.0.1', 'evil.example') } }).end();
    const [response] = await once(rebound, 'response');
    response.resume();
    assert.equal(response.statusCode, 404);
    const headers = (await fetch(page)).headers;
    assert.match(headers.get('content-security-policy') ?? '', /default-src 'none'.*frame-ancestors 'none'/);
    assert.equal(headers.get('referrer-policy'), 'no-referrer');
  });

  it('shows how a folder stands for as long as one looks', async () => {
    await daemons.start();
    const child = spawn(process.execPath, [main, 'status', '--follow', '--json'], {
      env: { ...process.env, ...(await m.env('here')) },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    daemons.add(child);
    const [first] = (await once(child.stdout, 'data')) as [Buffer];
    const [standing] = JSON.parse(first.toString().split('\n')[0] ?? '');
    assert.deepEqual([standing.folder, standing.state], [m.at('here'), 'in-step']);
    child.kill('SIGINT');
    assert.deepEqual(await once(child, 'exit'), [0, null]);
  });
});
