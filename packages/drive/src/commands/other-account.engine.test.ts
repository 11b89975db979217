import assert from 'node:assert/strict';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { type MountedDesk, mountedDesk } from './mounted.test-support.ts';
import { openMachines } from './two-machines.test-support.ts';

describe('a mount is kept with the account that mounted it', () => {
  let m: MountedDesk;
  /** The same machine and folder, and somebody else's token. */
  const asOther = async (...args: string[]) => {
    const env = { ...(await m.desk.envOf('standard')), DRIVE_HOME: join(m.desk.folder, 'home-here') };
    return await m.desk.drive(env, ...args, '--json');
  };
  before(async () => {
    m = await mountedDesk({ here: 'admin' });
    await m.done('here', 'mount', m.at('here'), '--all');
    await writeFile(m.at('here', 'plan.txt'), 'plan');
    await m.done('here', 'sync', m.at('here'));
  });
  after(() => m[Symbol.asyncDispose]());

  it('and with nobody else’s: nothing is sent, deleted or concluded', async () => {
    await writeFile(m.at('here', 'mine.txt'), 'mine');
    await rm(m.at('here', 'plan.txt'));
    const lines = [
      ['sync', ''],
      ['trash', '', '--empty'],
      ['verify', ''],
      ['unsync', 'mine.txt'],
    ];
    for (const [verb = '', name = '', ...options] of lines) {
      const said = await asOther(verb, m.at('here', name), ...options);
      assert.equal(said.code, 3, said.err);
      const { code, message } = JSON.parse(said.err).error;
      assert.equal(code, 'other-account');
      assert.match(message, /Sign in as before.*drive unmount/);
    }
    assert.deepEqual(await m.names('here'), ['mine.txt']);
    const there = await m.done('here', 'ls', '/');
    assert.deepEqual(
      there.map(({ name }: { name: string }) => name),
      ['plan.txt'],
    );
  });

  it('what needs this machine alone is done all the same', async () => {
    const said = await asOther('conflicts', m.at('here'));
    assert.equal(said.code, 0, said.err);
  });

  it('and goes on when they are back', async () => {
    const { state, held } = await m.done('here', 'sync', m.at('here'));
    assert.deepEqual([state, held], ['in-step', 1]);
  });

  it('says the same in Spanish', async () => {
    const env = {
      ...(await m.desk.envOf('standard')),
      DRIVE_HOME: join(m.desk.folder, 'home-here'),
      DRIVE_LANGUAGE: 'es',
    };
    const said = await m.desk.drive(env, 'sync', m.at('here'));
    assert.match(said.err, /se mantiene con la cuenta de .*drive unmount/);
  });

  it('the same address in other letters, or with a slash behind it, is the same account', async () => {
    const env = await m.env('here');
    const { origin, host } = new URL(env.DRIVE_URL ?? '');
    for (const url of [`${origin}/`, `HTTP://${host.toUpperCase()}`, `${origin}//`]) {
      const said = await m.desk.drive({ ...env, DRIVE_URL: url }, 'sync', m.at('here'), '--json');
      assert.equal(said.code, 0, `${url}: ${said.err}`);
    }
    // A mount that was noted under another spelling belongs to the same account, too.
    const path = join(m.desk.folder, 'home-here', 'mounts.json');
    const noted = await readFile(path, 'utf8');
    await writeFile(path, noted.replace(`"${origin}"`, `"${origin.replace('http', 'HTTP')}/"`));
    assert.notEqual(await readFile(path, 'utf8'), noted);
    await m.done('here', 'sync', m.at('here'));
    await writeFile(path, noted);
  });

  it('one that was mounted before that was noted belongs to whoever keeps it first', async () => {
    const path = join(m.desk.folder, 'home-here', 'mounts.json');
    const [{ account, ...mount }] = JSON.parse(await readFile(path, 'utf8'));
    await writeFile(path, JSON.stringify([mount]));
    await m.done('here', 'sync', m.at('here'));
    assert.deepEqual(JSON.parse(await readFile(path, 'utf8')), [{ ...mount, account }]);
  });

  it('can be given up by whoever is signed in', async () => {
    assert.equal((await asOther('unmount', m.at('here'))).code, 0);
  });
});

it('whoever signs this machine in after somebody else keeps nothing of theirs', async () => {
  await using m = await openMachines('jim');
  await m.linked();
  await m.enrolled('office');
  await m.mounted('office');
  await m.done('office', 'logout');
  const ana = await m.stage.person('ana');
  await m.stage.link(ana);
  await m.enrolled('office', m.allowedBy(ana));
  const { code, error } = await m.on('office', 'sync', m.at('office'));
  assert.deepEqual([code, error], [3, 'other-account']);
  await m.done('office', 'logout');
  await m.enrolled('office');
  await m.done('office', 'sync', m.at('office'));
});
