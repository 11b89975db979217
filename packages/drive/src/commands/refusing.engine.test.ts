import assert from 'node:assert/strict';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import { type MountedDesk, mountedDesk } from './mounted.test-support.ts';

const count = 12;

describe('what is held back', () => {
  let m: MountedDesk;
  before(async () => {
    m = await mountedDesk({ here: 'admin', there: 'admin' }, { DRIVE_RELEASE_AFTER: '3600' });
    await m.done('here', 'mount', m.at('here'), '--all');
    await m.done('there', 'mount', m.at('there'), '--all');
    await mkdir(m.at('here', 'Plans'));
    await all('here', (path) => writeFile(path, 'as it was'));
    await m.done('here', 'sync', m.at('here'));
    await m.done('there', 'sync', m.at('there'));
  });
  after(() => m[Symbol.asyncDispose]());

  async function all<Result>(install: string, each: (path: string) => Promise<Result>): Promise<Result[]> {
    return await Promise.all(
      Array.from({ length: count }, (_, at) => each(m.at(install, 'Plans', `${at}.txt`))),
    );
  }

  const texts = async (install: string) =>
    new Set(await all(install, (path) => readFile(path, 'utf8').catch(() => 'not there')));

  /** Held back, with the number it has. */
  async function held(install: string): Promise<string> {
    const said = await m.drive(install, 'sync', m.at(install));
    assert.equal(said.code, 4, said.err);
    const [, id = ''] = /--refuse ([0-9a-f]{12})/.exec(said.err) ?? [];
    return id;
  }

  async function refuse(install: string): Promise<void> {
    const said = await m.drive(install, 'sync', m.at(install), '--refuse', await held(install));
    assert.equal(said.code, 0, said.err);
  }

  it('and was written over here is as the server has it again, and what was written is kept', async () => {
    await all('here', (path) => writeFile(path, 'scrambled'));
    await refuse('here');
    assert.deepEqual(await texts('here'), new Set(['as it was']));
    const { kept } = await m.done('here', 'trash', m.at('here'));
    assert.equal(kept.filter(({ origin }: { origin: string }) => origin === 'unsent').length, count);
    await m.done('there', 'sync', m.at('there'));
    assert.deepEqual(await texts('there'), new Set(['as it was']));
  });

  it('and was deleted here comes back', async () => {
    await rm(m.at('here', 'Plans'), { recursive: true });
    await m.done('here', 'sync', m.at('here'));
    m.desk.later(2 * 3_600_000);
    await refuse('here');
    assert.deepEqual(await texts('here'), new Set(['as it was']));
    assert.equal((await m.done('here', 'sync', m.at('here'))).held, 0);
  });

  it('and was written over on the server is sent again from here', async () => {
    await all('there', (path) => writeFile(path, 'scrambled'));
    assert.equal((await m.drive('there', 'sync', m.at('there'), '--approve', await held('there'))).code, 0);
    await refuse('here');
    assert.deepEqual(await texts('here'), new Set(['as it was']));
    assert.equal((await m.drive('there', 'sync', m.at('there'), '--approve', await held('there'))).code, 0);
    assert.deepEqual(await texts('there'), new Set(['as it was']));
  });

  it('and was deleted on the server is sent anew from here', async () => {
    await m.done('there', 'rm', '/Plans');
    await refuse('here');
    assert.deepEqual(await texts('here'), new Set(['as it was']));
    for (const name of ['0.txt', '11.txt']) await m.done('here', 'stat', `/Plans/${name}`);
    assert.equal((await m.done('here', 'sync', m.at('here'))).state, 'in-step');
  });

  it('by no such number is refused', async () => {
    assert.deepEqual(await m.refused('here', 'sync', m.at('here'), '--refuse', 'none'), {
      exit: 5,
      code: 'no-guard',
    });
  });
});
