import assert from 'node:assert/strict';
import { chmod, mkdir, rename, rm, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { databaseOf } from '../mounts/mount-list.ts';
import { type MountedDesk, mountedDesk } from './mounted.test-support.ts';

type Check = { level: string; check: string };

describe('drive doctor', () => {
  let m: MountedDesk;
  before(async () => {
    m = await mountedDesk({ here: 'admin' });
    await m.done('here', 'mount', m.at('here'), '--all');
  });
  after(() => m[Symbol.asyncDispose]());

  async function doctor(set: Record<string, string> = {}) {
    const said = await m.desk.drive({ ...(await m.env('here')), ...set }, 'doctor', '--json');
    const checks = JSON.parse(said.out) as Check[];
    const named = (level: string) => checks.flatMap((each) => (each.level === level ? [each.check] : []));
    return { code: said.code, bad: named('bad'), good: named('good'), out: said.out };
  }

  it('finds nothing wrong with a machine that is well', async () => {
    const { code, bad, good } = await doctor();
    assert.deepEqual([code, bad], [0, []]);
    for (const check of ['account-good', 'server-good', 'clock-good', 'database-good', 'folder-good'])
      assert.ok(good.includes(check), check);
  });

  it('says who else can read what they must not', async () => {
    const home = join(m.desk.folder, 'home-here');
    await chmod(home, 0o755);
    assert.deepEqual((await doctor()).bad, ['home-open']);
    await chmod(home, 0o700);
    const token = (await m.env('here')).DRIVE_TOKEN_FILE ?? '';
    await chmod(token, 0o644);
    const env = await m.desk.drive(
      { DRIVE_URL: m.desk.env.DRIVE_URL ?? '', DRIVE_HOME: home, DRIVE_TOKEN_FILE: token },
      'doctor',
      '--json',
    );
    const bad = (JSON.parse(env.out) as Check[]).filter(({ level }) => level === 'bad');
    assert.deepEqual(
      bad.map(({ check }) => check),
      ['secret-open', 'account-bad'],
    );
    await chmod(token, 0o600);
  });

  it('tells a server that is away from a clock that is wrong', async () => {
    assert.deepEqual((await doctor({ DRIVE_URL: 'http://127.0.0.1:9' })).bad, ['account-bad', 'server-bad']);
    m.desk.later(300_000);
    assert.deepEqual((await doctor()).bad, ['clock-bad']);
    m.desk.later(-300_000);
  });

  it('sees that a folder is not the one that was mounted', async () => {
    await rename(m.at('here'), m.at('away'));
    assert.deepEqual((await doctor()).bad, ['folder-bad']);
    await mkdir(m.at('here'));
    assert.deepEqual((await doctor()).bad, ['folder-bad']);
    await rm(m.at('here'), { recursive: true });
    await rename(m.at('away'), m.at('here'));
    assert.deepEqual((await doctor()).bad, []);
  });

  it('sees a database that is broken, and its remedy unites both sides', async () => {
    const [{ id }] = await m.done('here', 'mounts');
    const path = databaseOf(await m.env('here'), id);
    for (const end of ['-wal', '-shm']) await rm(path + end, { force: true });
    await truncate(path, 6_000);
    const { code, bad } = await doctor();
    assert.deepEqual([code, bad], [5, ['database-bad']]);
    assert.deepEqual(await m.refused('here', 'sync', m.at('here')), { exit: 5, code: 'database-broken' });
    await rename(path, `${path}.broken`);
    assert.equal((await m.done('here', 'sync', m.at('here'))).state, 'in-step');
    assert.deepEqual((await doctor()).bad, []);
  });

  it('says everything in Spanish too', async () => {
    const said = await m.desk.drive({ ...(await m.env('here')), DRIVE_LANGUAGE: 'es' }, 'doctor');
    assert.match(said.out, /✓ La cuenta funciona/);
    assert.match(said.out, /! Ahora nadie la mantiene/);
  });
});
