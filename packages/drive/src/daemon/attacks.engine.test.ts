import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, lstat, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer, request } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { after, afterEach, before, describe, it } from 'node:test';
import type { MountedDesk } from '../commands/mounted.test-support.ts';
import { type Daemons, openDaemons } from './daemons.test-support.ts';
import { main } from './watching.test-support.ts';

describe('a drive that keeps folders, among other people and their programs', () => {
  let m: MountedDesk;
  let daemons: Daemons;
  before(async () => {
    daemons = await openDaemons();
    ({ m } = daemons);
  });
  afterEach(() => daemons.endAll());
  after(() => daemons[Symbol.asyncDispose]());

  const stateHere = async () => (await m.done('here', 'sync', m.at('here'))).state;

  it('reads no question that is longer than questions are, and none at all of whoever has no secret', async () => {
    await daemons.start();
    const file = await daemons.file();
    const mountId = await daemons.mountId();
    for (const secret of [file.secret, 'x']) {
      const call = request({
        socketPath: file.socket,
        method: 'POST',
        path: `/${mountId}/standing`,
        headers: { authorization: `Bearer ${secret}` },
      });
      let sent = 0;
      const ended = new Promise<number>((resolve) => {
        call.once('response', (response) => resolve(response.statusCode ?? 0));
        call.once('error', () => resolve(422));
      });
      const chunk = Buffer.alloc(64 * 1024, '[');
      const feed = () => {
        while (sent < 64 * 2 ** 20 && !call.destroyed) {
          sent += chunk.length;
          if (!call.write(chunk)) return void call.once('drain', feed);
        }
      };
      feed();
      assert.equal(await ended, 422);
      call.destroy();
      assert.ok(sent < 16 * 2 ** 20, `${sent} bytes were taken`);
    }
    assert.equal(await stateHere(), 'in-step');
  });

  it('goes on when what it is sent is no request at all', async () => {
    const { page } = await daemons.start();
    const file = await daemons.file();
    for (const to of [{ path: file.socket }, { port: Number(new URL(page).port), host: '127.0.0.1' }])
      for (const bytes of [
        '\0\0\0\n\n',
        'GET http://[ HTTP/1.1\r\nhost: x\r\n\r\n',
        'POST / HTTP/1.1\r\n\r\n',
      ]) {
        const socket = connect(to).on('error', () => undefined);
        socket.end(bytes);
        socket.resume();
        await once(socket, 'close');
      }
    assert.equal(await stateHere(), 'in-step');
    assert.equal((await fetch(page)).status, 200);
  });

  if (process.platform !== 'win32')
    it('has files of its own that nobody else reads, in a folder that others may look into', async () => {
      await daemons.start();
      const home = join(m.desk.folder, 'home-here');
      for (const name of await readdir(home)) {
        const { mode } = await lstat(join(home, name));
        if (!name.includes('.lock') && name !== 'compiled') assert.equal(mode & 0o077, 0, name);
      }
    });

  it('leaves the address of its page in no log', async () => {
    const { child, page, said } = await daemons.start();
    child.kill('SIGTERM');
    await once(child, 'exit');
    assert.match(said(), /drive status says how they stand/);
    assert.equal(said().includes(new URL(page).pathname), false, said());
  });

  it('lets no page of the web read or change anything, nor the address of an earlier start', async () => {
    const { page: before } = await daemons.start();
    await daemons.endAll();
    const { page } = await daemons.start();
    const old = new URL(before).pathname;
    assert.equal((await fetch(new URL(old, page))).status, 404);
    const origin = 'https://evil.example';
    for (const method of ['GET', 'OPTIONS', 'POST', 'PUT', 'DELETE']) {
      const said = await fetch(page, { method, headers: { origin } });
      assert.equal(said.headers.get('access-control-allow-origin'), null);
      assert.equal(said.headers.get('cross-origin-resource-policy'), 'same-origin');
      assert.equal(said.status, method === 'GET' ? 200 : 404, method);
    }
  });

  it('is not hindered by what a loss of power left of its file', async () => {
    for (const left of ['', '{"socket":"/tm', '\0\0\0\0']) {
      await writeFile(await daemons.fileAt(), left, { mode: 0o600 });
      assert.equal(await stateHere(), 'in-step');
    }
    await daemons.start();
    assert.equal(await stateHere(), 'in-step');
  });

  if (process.platform !== 'win32')
    it('is not taken for another program whose address somebody else has left there', async () => {
      const asked: string[] = [];
      const other = createServer((call, response) => {
        asked.push(call.url ?? '');
        response.end('null');
      });
      const socket = join(m.desk.folder, 'other.sock');
      other.listen(socket);
      await once(other, 'listening');
      try {
        const fileAt = await daemons.fileAt();
        const planted = JSON.stringify({ socket, secret: 'known', page: 'http://127.0.0.1:1/' });
        await writeFile(fileAt, planted);
        await chmod(fileAt, 0o666);
        assert.equal(await stateHere(), 'in-step');
        await rm(fileAt);
        const elsewhere = join(m.desk.folder, 'elsewhere');
        await writeFile(elsewhere, planted, { mode: 0o600 });
        for (const name of [fileAt, `${fileAt}.partial`]) await symlink(elsewhere, name);
        assert.equal(await stateHere(), 'in-step');
        await daemons.start();
        assert.deepEqual(asked, []);
        // The links were replaced, not followed.
        assert.equal(await readFile(elsewhere, 'utf8'), planted);
        const found = await lstat(fileAt);
        assert.deepEqual([found.isFile(), found.mode & 0o777], [true, 0o600]);
      } finally {
        other.close();
      }
    });

  it('of two that start at the same moment keeps a folder once', async () => {
    const env = { ...process.env, ...(await m.env('here')) };
    const both = [1, 2].map(() =>
      spawn(process.execPath, [main, 'watch', m.at('here'), '--json'], {
        env,
        stdio: ['ignore', 'ignore', 'pipe'],
      }),
    );
    daemons.add(...both);
    const said = both.map(async (child) => {
      let text = '';
      child.stderr?.on('data', (chunk: Buffer) => {
        text += chunk.toString();
      });
      await once(child, 'exit');
      return { child, text };
    });
    const { child, text } = await Promise.race(said);
    assert.equal(child.exitCode, 1, text);
    assert.equal(JSON.parse(text.trim().split('\n').at(-1) ?? '').error.code, 'mount-busy');
    assert.equal(await stateHere(), 'in-step');
    const left = both.find((each) => each !== child);
    assert.equal(left?.exitCode, null);
  });
});
