import assert from 'node:assert/strict';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import type { DocumentItem } from '@gatehouse/wire';
import { type MountedDesk, mountedDesk } from './mounted.test-support.ts';

describe('what is not shown to somebody any more', () => {
  let m: MountedDesk;
  const ids = new Map<string, number>();
  before(async () => {
    m = await mountedDesk({ boss: 'admin', member: 'standard' });
    await m.done('boss', 'mount', m.at('boss'), '--all');
    for (const folder of ['Team', 'Shared', 'Open']) await mkdir(m.at('boss', folder));
    for (const name of kept) await writeFile(m.at('boss', name), name);
    for (const name of ['Open/deleted.txt', 'over.txt']) await writeFile(m.at('boss', name), name);
    await sync('boss');
    for (const { id, name } of await there()) ids.set(name, id);
    await access('folders', 'Shared', [m.desk.site.ids.standard]);
    await m.done('member', 'mount', m.at('member'), '--all');
  });
  after(() => m[Symbol.asyncDispose]());

  const kept = [
    'plain.txt',
    'edited.txt',
    'saved.txt',
    'moved.txt',
    'Team/in.txt',
    'Shared/in.txt',
    'Open/in.txt',
  ];
  const sync = (install: string) => m.done(install, 'sync', m.at(install));
  const here = (...path: string[]) => readFile(m.at('member', ...path), 'utf8');
  const drive = async (...args: string[]) => {
    const said = await m.desk.as('admin', ...args);
    assert.equal(said.code, 0, said.err);
    return said;
  };
  /** All that an Admin sees. */
  const there = async (): Promise<DocumentItem[]> => {
    const path = `/rest/v1.0/projects/${m.desk.site.projectId}/documents?per_page=2000`;
    return (await (await m.desk.site.as.admin.call(path)).json()) as DocumentItem[];
  };
  const namesThere = async () => (await there()).map(({ name_with_path }) => name_with_path).toSorted();
  const access = async (kind: string, name: string, person_ids: number[]) => {
    const api = m.desk.site.as.admin;
    const response = await api.call(api.path('project', `${kind}/${ids.get(name)}/access`), {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ access: { private: true, person_ids, group_ids: [] } }),
    });
    assert.equal(response.status, 200, await response.text());
  };
  const findings = async (): Promise<{ kind: string; path: string }[]> => {
    const [mount] = await m.done('member', 'conflicts', m.at('member'));
    return mount.findings;
  };

  it('stays where it lies, changed, saved over, moved or not, and nothing of it is sent', async () => {
    const hidden = ['plain.txt', 'edited.txt', 'saved.txt', 'moved.txt', 'Team'];
    for (const name of hidden) await drive('private', 'on', `/${name}`);
    await access('folders', 'Shared', []);
    await drive('rm', '/Open/deleted.txt');
    const before = await namesThere();
    await writeFile(m.at('member', 'edited.txt'), 'of the member');
    await writeFile(m.at('member', '~saved'), 'saved by the member');
    await rename(m.at('member', 'saved.txt'), m.at('member', 'saved.txt~'));
    await rename(m.at('member', '~saved'), m.at('member', 'saved.txt'));
    await rm(m.at('member', 'saved.txt~'));
    await rename(m.at('member', 'moved.txt'), m.at('member', 'Open', 'moved here.txt'));
    await writeFile(m.at('member', 'Team', 'new.txt'), 'new');
    for (let each = 0; each < 3; each++) await sync('member');

    assert.deepEqual(await m.names('member', 'Open'), ['in.txt', 'moved here.txt']);
    assert.deepEqual(
      [await here('plain.txt'), await here('edited.txt'), await here('saved.txt')],
      ['plain.txt', 'of the member', 'saved by the member'],
    );
    assert.deepEqual(
      [await here('Open', 'moved here.txt'), await here('Team', 'in.txt'), await here('Shared', 'in.txt')],
      ['moved.txt', 'Team/in.txt', 'Shared/in.txt'],
    );
    // What was deleted while it was shown is gone here too.
    assert.deepEqual(
      (await m.done('member', 'trash', m.at('member'))).kept.map(({ path }: { path: string }) => path),
      ['Open/deleted.txt'],
    );
    assert.deepEqual(await namesThere(), before);
    const isPrivate = new Map((await there()).map(({ name, private: is }) => [name, is]));
    for (const name of hidden) assert.equal(isPrivate.get(name), true, name);
  });

  it('is told with what can be done', async () => {
    const told = (await findings()).map(({ kind, path }) => `${kind}: ${path}`).toSorted();
    assert.deepEqual(told, [
      'hidden: Open/moved here.txt',
      'hidden: Shared',
      'hidden: Team',
      'hidden: edited.txt',
      'hidden: plain.txt',
      'hidden: saved.txt',
      'unsent: Team/new.txt',
    ]);
    assert.match((await m.drive('member', 'status')).out, /6 are not shown to you any more/);
    const refused = await m.refused('member', 'unsync', m.at('member', 'plain.txt'));
    assert.deepEqual(refused, { exit: 5, code: 'hidden' });
    assert.equal((await m.done('member', 'verify', m.at('member'))).differences.length, 0);
  });

  it('is not moved over what others see, nor deleted there with its copy', async () => {
    const before = await namesThere();
    await rename(m.at('member', 'saved.txt'), m.at('member', 'over.txt'));
    await rm(m.at('member', 'plain.txt'));
    for (let each = 0; each < 2; each++) await sync('member');
    assert.deepEqual(await namesThere(), before);
    assert.equal(JSON.parse((await drive('versions', '/over.txt', '--json')).out).length, 1);
    // What lay there comes back beside it: a member may not delete what somebody else made.
    assert.deepEqual(
      [await here('over.txt'), await here('over (2).txt')],
      ['saved by the member', 'over.txt'],
    );
    const told = (await findings()).map(({ kind, path }) => `${kind}: ${path}`);
    assert.equal(told.includes('hidden: plain.txt'), false);
  });

  it('is in step when it is shown again', async () => {
    for (const name of ['plain.txt', 'edited.txt', 'moved.txt', 'Team'])
      await drive('private', 'off', `/${name}`);
    await access('folders', 'Shared', [m.desk.site.ids.standard]);
    for (let each = 0; each < 2; each++) await sync('member');
    assert.deepEqual(
      [
        await here('plain.txt'),
        await here('edited.txt'),
        await here('moved.txt'),
        await here('Team', 'new.txt'),
      ],
      ['plain.txt', 'of the member', 'moved.txt', 'new'],
    );
    await sync('boss');
    assert.equal(await readFile(m.at('boss', 'edited.txt'), 'utf8'), 'of the member');
    assert.equal(await readFile(m.at('boss', 'Team', 'new.txt'), 'utf8'), 'new');
  });

  it('stays too when it is deleted out of their sight, alone or with a folder that they see', async () => {
    await drive('private', 'on', '/edited.txt');
    await drive('private', 'on', '/Open/in.txt');
    await sync('member');
    await drive('rm', '/edited.txt');
    await drive('rm', '/Open');
    for (let each = 0; each < 2; each++) await sync('member');
    assert.deepEqual(
      [await here('edited.txt'), await here('Open', 'in.txt')],
      ['of the member', 'Open/in.txt'],
    );
    const names = await namesThere();
    assert.deepEqual([names.some((name) => /edited|Open/.test(name))], [false]);
    await rm(m.at('member', 'Open', 'in.txt'));
    for (let each = 0; each < 2; each++) await sync('member');
    assert.equal((await m.names('member')).includes('Open'), false);
  });
});
