import assert from 'node:assert/strict';
import { mkdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import { type MountedDesk, mountedDesk } from './mounted.test-support.ts';

describe('what Drive answers', () => {
  let m: MountedDesk;
  before(async () => {
    m = await mountedDesk({ here: 'admin', new: 'admin' });
    await m.done('here', 'mount', m.at('here'), '--all');
    await writeFile(m.at('here', 'plan.txt'), 'plan');
    await m.done('here', 'sync', m.at('here'));
  });
  after(() => m[Symbol.asyncDispose]());

  const says = async (words: RegExp, code: number, ...args: string[]) => {
    for (const language of ['en', 'es']) {
      const env = { ...(await m.env('here')), DRIVE_LANGUAGE: language };
      const said = await m.desk.drive(env, ...args);
      assert.equal(said.code, code, args.join(' ') + said.err + said.out);
      assert.match(said.out + said.err, words, args.join(' '));
    }
  };

  it('to a verb that is used otherwise is how it is used', async () => {
    await says(/drive put FILE… FOLDER/, 2, 'put', 'plan.txt');
    await says(/drive private on\|off PATH/, 2, 'private', 'maybe', '/plan.txt');
    await says(/drive rules \[FOLDER\]/, 2, 'rules', m.at('here'), '--clear', '--download', 'all');
    await says(/drive trash \[PATH\]/, 2, 'trash', m.at('here'), '--empty', '--purge');
    await says(/drive completion bash\|zsh\|fish/, 2, 'completion', 'tcsh');
  });

  it('to an option that is none, or lacks its value, names it in the language of the person', async () => {
    await says(/--al\b.*drive help sync/, 2, 'sync', '--al');
    await says(/--download\b/, 2, 'rules', '--download', '-1');
    await says(/--download\b/, 2, 'rules', '--download');
    await says(/--below\b/, 2, 'sync', '--below=yes');
    const env = { ...(await m.env('here')), DRIVE_LANGUAGE: 'es' };
    for (const args of [['--al'], ['--below=yes'], ['--approve']])
      assert.doesNotMatch((await m.desk.drive(env, 'sync', ...args)).err, /option|argument/i);
  });

  it('to a verb that is none says where they are listed, and help knows itself', async () => {
    await says(/drive help/, 2, 'frob');
    await says(/drive completion bash\|zsh\|fish/, 0, 'help', 'completion');
    await says(/drive help \[VERB\]/, 0, 'help', 'help');
    await says(/^drive \d+\.\d+\.\d+\n$/, 0, '--version');
  });

  it('to a login without an address is where to say it', async () => {
    const env = { DRIVE_HOME: m.at('nobody') };
    assert.match((await m.desk.drive(env, 'login')).err, /drive login https:\/\/link\.example/);
  });

  it('to a place that is not there says what lists them', async () => {
    for (const option of ['--company', '--project'])
      for (const args of [['ls'], ['mount', m.at('nowhere')]])
        await says(/drive places/, 5, ...args, option, '987654');
    await assert.rejects(stat(m.at('nowhere')));
  });

  it('to whoami says where', async () => {
    const { DRIVE_URL: server } = await m.env('here');
    assert.equal((await m.done('here', 'whoami')).server, server);
    assert.ok((await m.drive('here', 'whoami')).out.includes(server ?? ''));
  });

  it('to stat is the number that get takes', async () => {
    await writeFile(m.at('plan.txt'), 'plan 2');
    await m.done('here', 'put', m.at('plan.txt'), '/');
    assert.equal((await m.done('here', 'stat', '/plan.txt')).number, 2);
    assert.match((await m.drive('here', 'stat', '/plan.txt')).out, /^Version +2$/m);
    await m.done('here', 'get', '/plan.txt', m.at('second.txt'), '--version', '2');
    assert.equal(await readFile(m.at('second.txt'), 'utf8'), 'plan 2');
  });

  it('to a get that would replace what is no file is no, even with --force', async () => {
    await mkdir(m.at('folder'));
    await symlink('/dev/null', m.at('device'));
    const refused = async (...args: string[]) => (await m.refused('here', 'get', '/plan.txt', ...args)).code;
    assert.equal(await refused(m.at('device'), '--force'), 'local-no-file');
    await writeFile(m.at('folder', 'plan.txt'), '');
    assert.equal(await refused(m.at('folder')), 'local-taken');
    assert.equal(await refused(m.at('no', 'such', 'x.txt')), 'local-no-folder');
  });

  it('to a mount of a file is that it is no folder', async () => {
    assert.equal((await m.refused('new', 'mount', m.at('plan.txt'))).code, 'local-no-folder');
  });

  it('to a rule for a file is that it is no folder', async () => {
    const { code } = await m.refused('here', 'rules', m.at('here', 'plan.txt'), '--download', 'all');
    assert.equal(code, 'not-folder');
  });

  it('to a sync beside something that cannot be read is that, until it can', async () => {
    // A name that is no text, as an old archive leaves it.
    const unread = Buffer.concat([Buffer.from(`${m.at('here')}/`), Buffer.from([0x66, 0xff])]);
    await writeFile(unread, '');
    await says(/\bdrive conflicts\b/, 5, 'sync', m.at('here'));
    const said = await m.drive('here', 'sync', m.at('here'), '--json');
    assert.equal(JSON.parse(said.err).error.code, 'unsure');
    const [{ findings }] = await m.done('here', 'conflicts', m.at('here'));
    const paths = findings.map(({ path }: { path: string }) => path);
    assert.deepEqual([JSON.parse(said.out).unsure, said.code], [paths, 5]);
    assert.doesNotMatch((await m.drive('here', 'sync', m.at('here'))).out, /in step/);
    await rm(unread);
    assert.deepEqual((await m.done('here', 'sync', m.at('here'))).unsure, []);
  });

  it('to a restore is where it lies', async () => {
    await m.done('here', 'sync', m.at('here'));
    await m.done('here', 'trash', m.at('here'));
    await writeFile(m.at('plan.txt'), 'plan 3');
    await m.done('here', 'put', m.at('plan.txt'), '/');
    await m.done('here', 'sync', m.at('here'));
    const said = await m.drive('here', 'restore', m.at('here', 'plan.txt'));
    assert.match(said.out, /plan \(2\)\.txt/);
    await rm(m.at('here', 'plan (2).txt'));
  });

  it('to an emptying of the trash beside something that cannot be read is what that is; nothing is deleted until it can', async () => {
    await writeFile(m.at('here', 'note.txt'), 'a note');
    await m.done('here', 'sync', m.at('here'));
    await rm(m.at('here', 'note.txt'));
    await m.done('here', 'sync', m.at('here'));
    const unread = Buffer.concat([Buffer.from(`${m.at('here')}/`), Buffer.from([0x66, 0xff])]);
    await writeFile(unread, '');
    const said = await m.drive('here', 'trash', '--empty', m.at('here'), '--json');
    assert.deepEqual([said.code, JSON.parse(said.err).error.code], [5, 'held-unread']);
    assert.match(JSON.stringify(await m.done('here', 'ls', '/')), /note\.txt/);
    await rm(unread);
    await m.done('here', 'trash', '--empty', m.at('here'));
    assert.doesNotMatch(JSON.stringify(await m.done('here', 'ls', '/')), /note\.txt/);
  });
});
