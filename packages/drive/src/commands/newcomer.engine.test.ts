import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import { type MountedDesk, mountedDesk } from './mounted.test-support.ts';

/** A name that no server should take, and that this one does not. */
const refusedName = 'two\nlines\tand\u001b[31m red';

const awkward = [
  '-rf',
  '--json',
  ' begins and ends ',
  'it\'s "quoted" $(touch x) `y` & *?',
  'back\\slash',
  '100%25 %2F %',
  'a.cloud',
  'b.cloudf',
  'CON',
  'ends with a dot.',
  '.hidden',
  'e\u0301 decomposed.txt',
  '図面 📐.pdf',
  'right\u202eto left.txt',
  `${'long '.repeat(49)}.txt`,
  'A.txt',
  'plan (conflicted copy of nobody.pdf',
];

describe('a newcomer', () => {
  let m: MountedDesk;
  before(async () => {
    m = await mountedDesk({ here: 'admin', there: 'admin', reader: 'reader', signed: 'standard' });
    await m.done('here', 'mount', m.at('here'), '--all');
    await m.done('there', 'mount', m.at('there'), '--all');
  });
  after(() => m[Symbol.asyncDispose]());

  it('with awkward names keeps every file, on every way', async () => {
    await mkdir(m.at('here', 'Odd'));
    for (const name of awkward) await writeFile(m.at('here', 'Odd', name), name);
    await m.done('here', 'sync', m.at('here'));
    assert.deepEqual(
      (await m.done('here', 'conflicts', m.at('here')))[0].findings.map(({ path }: { path: string }) => path),
      [],
    );
    await m.done('there', 'sync', m.at('there'));
    const contents = async (install: string) =>
      (
        await Promise.all(
          (await m.names(install, 'Odd')).map((name) => readFile(m.at(install, 'Odd', name), 'utf8')),
        )
      ).toSorted();
    assert.deepEqual(await contents('there'), awkward.toSorted());
    const listed = await m.done('here', 'ls', '/Odd');
    assert.equal(listed.length, awkward.length);
    for (const { name, id } of listed) {
      const found = await m.drive('here', 'stat', '--json', '--', `/Odd/${name}`);
      assert.equal(JSON.parse(found.out).id, id, name);
    }
    assert.equal((await m.done('here', 'sync', m.at('here'))).done, 0);
  });

  it('is told of a name that the server does not take, and nothing else waits for it', async () => {
    await writeFile(m.at('here', 'Odd', refusedName), 'odd');
    await writeFile(m.at('here', 'Odd', 'a.txt'), 'as A.txt is to the server');
    await writeFile(m.at('here', 'Odd', 'after it.txt'), 'even');
    for (let time = 0; time < 2; time += 1)
      assert.deepEqual(await m.refused('here', 'sync', m.at('here')), { exit: 5, code: 'problems' });
    const [{ findings }] = await m.done('here', 'conflicts', m.at('here'));
    assert.deepEqual(
      findings.map(({ kind, path, code }: Record<string, string>) => [kind, path, code]).toSorted(),
      [
        ['problem', 'Odd/a.txt', 'name-taken'],
        ['problem', `Odd/${refusedName}`, 'rejected'],
      ],
    );
    for (const args of [['conflicts'], ['trash', m.at('here')], ['tree'], ['ls', '/Odd']]) {
      const { out } = await m.drive('here', ...args);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: nothing in a name moves the cursor or turns the line
      assert.doesNotMatch(out, /[\u0000-\u0009\u000b-\u001f\u202e]/);
    }
    for (const name of [refusedName, 'a.txt']) await rm(m.at('here', 'Odd', name));
    await m.done('here', 'sync', m.at('here'));
    await rm(m.at('here', 'Odd', 'after it.txt'));
    await m.done('here', 'trash', m.at('here'), '--empty');
    await m.done('there', 'sync', m.at('there'));
  });

  it('puts and gets a file of every name', async () => {
    await m.done('here', 'mkdir', '/Put');
    await mkdir(m.at('plain'));
    for (const name of awkward) await writeFile(m.at('plain', name), name);
    await m.done('here', 'put', ...awkward.map((name) => m.at('plain', name)), '/Put');
    const got = m.at('got');
    for (const { name } of await m.done('here', 'ls', '/Put')) {
      const said = await m.drive('here', 'get', '--force', '--', `/Put/${name}`, got);
      assert.equal(said.code, 0, said.err);
      // The server takes no spaces around a name.
      assert.equal((await readFile(got, 'utf8')).normalize('NFC').trim(), name);
    }
    await m.done('here', 'rm', '/Put');
  });

  it('in the wrong folder is told which is right', async () => {
    const refused = async (...args: string[]) => (await m.refused('here', ...args)).code;
    assert.equal(await refused('sync'), 'no-mount');
    assert.equal(await refused('sync', m.at('nowhere', 'at', 'all')), 'no-mount');
    assert.equal(await refused('mount', m.at('here', 'Odd')), 'mounted');
    await mkdir(m.at('here', 'Empty'));
    assert.equal(await refused('mount', m.at('here', 'Empty')), 'mounted');
    await rm(m.at('here', 'Empty'), { recursive: true });
    await writeFile(m.at('file'), '');
    assert.equal(await refused('mount', m.at('file')), 'local-no-folder');
    assert.equal(await refused('unsync', m.at('here')), '');
    await m.done('here', 'sync', m.at('here'), '--below');
    assert.equal(await refused('restore', m.at('here')), 'not-held');
    assert.equal(await refused('sycn'), 'verb-near');
    assert.equal(await refused('syn'), 'verb-near');
    assert.equal(await refused('sync', '--al'), 'option');
    assert.equal(await refused('resolve', m.at('here', 'Odd')), 'keep');
    assert.equal(await refused('resolve', m.at('here', 'Odd'), '--keep', 'mine'), 'no-conflict');
  });

  it('without a mount is told how to begin', async () => {
    for (const verb of ['status', 'mounts', 'conflicts']) {
      const said = await m.drive('signed', verb);
      assert.equal(said.code, 0);
      assert.match(said.out, /drive mount FOLDER/);
    }
    const watch = await m.drive('signed', 'watch');
    assert.equal(watch.code, 2);
    assert.match(watch.err, /drive mount FOLDER/);
  });

  it('who may only read is told so, and keeps what they wrote', async () => {
    await m.done('reader', 'mount', m.at('reader'), '--all');
    await writeFile(m.at('reader', 'note.txt'), 'mine');
    await writeFile(m.at('reader', 'Odd', 'A.txt'), 'mine too');
    await rm(m.at('reader', 'Odd', 'CON'));
    const synced = await m.drive('reader', 'sync', m.at('reader'));
    assert.match(synced.out, /^Back again, since you may not delete or move it on the server: Odd\/CON$/m);
    await m.drive('reader', 'sync', m.at('reader'));
    assert.equal(await readFile(m.at('reader', 'note.txt'), 'utf8'), 'mine');
    assert.equal(await readFile(m.at('reader', 'Odd', 'A.txt'), 'utf8'), 'A.txt');
    assert.equal(await readFile(m.at('reader', 'Odd', 'CON'), 'utf8'), 'CON');
    const [{ findings }] = await m.done('reader', 'conflicts', m.at('reader'));
    const alone = findings.filter(({ why }: { why?: string }) => why === 'read-only');
    assert.equal(alone.length, 2, JSON.stringify(findings));
    const copy = alone.find(({ path }: { path: string }) => path !== 'note.txt').path;
    assert.equal(await readFile(m.at('reader', copy), 'utf8'), 'mine too');
    for (const args of [
      ['mkdir', '/New'],
      ['rm', '/Odd'],
      ['put', m.at('reader', 'note.txt'), '/Odd'],
    ])
      assert.deepEqual(await m.refused('reader', ...args), { exit: 5, code: 'forbidden' }, args.join(' '));
    const said = await m.drive('reader', 'conflicts', m.at('reader'));
    assert.match(said.out, /You may not write there/);
  });

  it('without a network is told so by every verb that needs one, and nothing changes', async () => {
    const env = { ...(await m.env('here')), DRIVE_URL: 'http://127.0.0.1:9' };
    const before = await readdir(m.at('here', 'Odd'));
    for (const args of [
      ['ls', '/'],
      ['tree'],
      ['stat', '/Odd'],
      ['get', '/Odd/A.txt', m.at('x')],
      ['put', m.at('file'), '/'],
      ['mkdir', '/X'],
      ['mv', '/Odd', '/Even'],
      ['rm', '/Odd'],
      ['whoami'],
      ['places'],
      ['mount', m.at('new')],
      ['sync', m.at('here')],
      ['verify', m.at('here')],
    ]) {
      const said = await m.desk.drive(env, ...args, '--json');
      assert.deepEqual([said.code, JSON.parse(said.err).error.code], [1, 'busy'], args.join(' '));
    }
    assert.deepEqual(await readdir(m.at('here', 'Odd')), before);
    assert.equal((await m.done('here', 'mounts')).length, 1);
  });

  it('whose session ended is told to sign in by every verb, and everything stays', async () => {
    await m.done('signed', 'mount', m.at('signed'), '--all');
    await writeFile(m.at('signed', 'unsent.txt'), 'unsent');
    const { database, clock } = m.desk.site.platform.house;
    await database.write((tx) =>
      tx.updateTable('token_families').set({ revoked_at: clock.now(), revoked_reason: 'revoked' }).execute(),
    );
    for (const args of [
      ['ls', '/'],
      ['put', m.at('file'), '/'],
      ['sync', m.at('signed')],
      ['verify', m.at('signed')],
    ])
      assert.equal((await m.refused('signed', ...args)).exit, 3, args.join(' '));
    assert.equal((await m.done('signed', 'status', m.at('signed')))[0].state, 'needs-sign-in');
    assert.equal(await readFile(m.at('signed', 'unsent.txt'), 'utf8'), 'unsent');
    assert.equal((await m.done('signed', 'conflicts', m.at('signed')))[0].findings[0].why, 'waits');
  });
});
