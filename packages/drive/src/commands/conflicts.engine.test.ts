import assert from 'node:assert/strict';
import { mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import { type MountedDesk, mountedDesk } from './mounted.test-support.ts';

type Copy = { kind: string; path: string; of: string };

describe('what needs a person', () => {
  let m: MountedDesk;
  before(async () => {
    m = await mountedDesk({ here: 'admin', there: 'admin' });
    await m.done('here', 'mount', m.at('here'), '--all');
    await mkdir(m.at('here', 'Plans'));
    await m.done('here', 'sync', m.at('here'));
    await m.done('there', 'mount', m.at('there'), '--all');
  });
  after(() => m[Symbol.asyncDispose]());

  const findings = async (install: string) => {
    const [{ findings: found }] = await m.done(install, 'conflicts', m.at(install));
    return found as Copy[];
  };
  const both = async () => {
    for (const install of ['here', 'there', 'here', 'there']) await m.done(install, 'sync', m.at(install));
  };
  /** A file of two contents, the one of `here` being the copy. */
  async function conflict(name: string): Promise<Copy> {
    await writeFile(m.at('here', 'Plans', name), 'first');
    await both();
    await writeFile(m.at('there', 'Plans', name), 'theirs');
    await m.done('there', 'sync', m.at('there'));
    await writeFile(m.at('here', 'Plans', name), 'mine');
    await both();
    const copy = (await findings('here')).find((each) => each.kind === 'copy' && each.of === `Plans/${name}`);
    assert.ok(copy);
    return copy;
  }

  it('is nothing in a folder that is in step', async () => {
    assert.deepEqual(await findings('here'), []);
  });

  it('is a conflicted copy on both machines, until one side is kept: mine becomes a new version of the file', async () => {
    const copy = await conflict('a.txt');
    assert.deepEqual(
      (await findings('there')).map(({ kind, of }) => [kind, of]),
      [['copy', 'Plans/a.txt']],
    );
    await m.done('here', 'resolve', m.at('here', copy.path), '--keep', 'mine');
    await both();
    for (const install of ['here', 'there']) {
      assert.deepEqual(await findings(install), []);
      assert.equal(await readFile(m.at(install, 'Plans', 'a.txt'), 'utf8'), 'mine');
    }
    const versions = await m.done('here', 'versions', '/Plans/a.txt');
    assert.equal(versions.length, 3);
    const { kept } = await m.done('here', 'trash', m.at('here'));
    assert.equal(kept[0].path, 'Plans/a.txt');
  });

  it('is nothing when an older version is made the latest again: it comes to every machine', async () => {
    await m.done('here', 'versions', '/Plans/a.txt', '--promote', '2');
    await both();
    for (const install of ['here', 'there']) {
      assert.deepEqual(await findings(install), []);
      assert.equal(await readFile(m.at(install, 'Plans', 'a.txt'), 'utf8'), 'theirs');
    }
  });

  it('ends as theirs: the copy goes to both trashes and can be taken back', async () => {
    const copy = await conflict('b.txt');
    await m.done('there', 'resolve', m.at('there', copy.path), '--keep', 'theirs');
    await both();
    for (const install of ['here', 'there']) {
      assert.deepEqual(await findings(install), []);
      assert.equal(await readFile(m.at(install, 'Plans', 'b.txt'), 'utf8'), 'theirs');
      assert.deepEqual(
        (await m.names(install, 'Plans')).filter((name) => name.includes('conflicted')),
        [],
      );
    }
    const { restored } = await m.done('there', 'restore', m.at('there', copy.path));
    assert.equal(await readFile(m.at('there', restored[0]), 'utf8'), 'mine');
    await rm(m.at('there', restored[0]));
    await m.done('there', 'trash', m.at('there'), '--empty');
    await both();
  });

  it('ends as both: the copy has a name of its own', async () => {
    const copy = await conflict('c.txt');
    await m.done('here', 'resolve', m.at('here', copy.path), '--keep', 'both');
    await both();
    assert.deepEqual(await findings('there'), []);
    assert.equal(await readFile(m.at('there', 'Plans', 'c.txt'), 'utf8'), 'theirs');
    assert.equal(await readFile(m.at('there', 'Plans', 'c (2).txt'), 'utf8'), 'mine');
  });

  it('can be resolved where both are placeholders', async () => {
    const copy = await conflict('d.txt');
    await m.done('there', 'unsync', m.at('there', 'Plans'));
    await m.done('there', 'resolve', m.at('there', `${copy.path}.cloud`), '--keep', 'mine');
    await both();
    assert.equal(await readFile(m.at('here', 'Plans', 'd.txt'), 'utf8'), 'mine');
    assert.deepEqual(await findings('here'), []);
    await m.done('there', 'sync', m.at('there'), '--below');
  });

  it('is a delete that waits, which can be sent or taken back by its name alone', async () => {
    for (const name of ['x.txt', 'y.txt']) await writeFile(m.at('here', 'Plans', name), name);
    await m.done('here', 'sync', m.at('here'));
    for (const name of ['x.txt', 'y.txt']) await rm(m.at('here', 'Plans', name));
    await m.done('here', 'sync', m.at('here'));
    assert.deepEqual(
      (await findings('here')).map(({ kind, path }) => [kind, path]),
      [
        ['held', 'Plans/x.txt'],
        ['held', 'Plans/y.txt'],
      ],
    );
    await m.done('here', 'trash', m.at('here', 'Plans', 'x.txt'), '--empty');
    await m.done('here', 'restore', m.at('here', 'Plans', 'y.txt'));
    assert.deepEqual(await findings('here'), []);
    assert.equal((await m.drive('here', 'stat', '/Plans/x.txt')).code, 5);
    assert.equal(await readFile(m.at('here', 'Plans', 'y.txt'), 'utf8'), 'y.txt');
  });

  it('is what is here alone, with the reason', async () => {
    await symlink('/etc/hostname', m.at('here', 'link'));
    await writeFile(m.at('here', 'new.txt'), 'new');
    const found = await findings('here');
    assert.deepEqual(found.map((each) => [each.path, (each as unknown as { why: string }).why]).toSorted(), [
      ['link', 'no-file'],
      ['new.txt', 'waits'],
    ]);
    await rm(m.at('here', 'link'));
    await m.done('here', 'sync', m.at('here'));
    assert.deepEqual(await findings('here'), []);
  });

  it('says in words what can be done, in both languages', async () => {
    const copy = await conflict('e.txt');
    const en = await m.drive('here', 'conflicts');
    assert.match(en.out, /conflict: Plans\/e \(conflicted copy .*\)\.txt was changed here/);
    assert.match(en.out, /drive resolve "Plans\/e \(conflicted copy/);
    const es = await m.desk.drive({ ...(await m.env('here')), DRIVE_LANGUAGE: 'es' }, 'conflicts');
    assert.match(es.out, /conflicto: Plans\/e/);
    await m.done('here', 'resolve', m.at('here', copy.path), '--keep', 'theirs');
  });

  it('is refused where there is nothing to resolve', async () => {
    const refused = (...args: string[]) => m.refused('here', 'resolve', ...args);
    assert.deepEqual(await refused(m.at('here', 'Plans', 'e.txt'), '--keep', 'mine'), {
      exit: 5,
      code: 'no-conflict',
    });
    assert.equal((await refused(m.at('here', 'Plans', 'e.txt'))).code, 'keep');
    assert.equal((await m.refused('here', 'trash', m.at('here', 'nowhere'), '--purge')).code, 'not-held');
  });
});
