import assert from 'node:assert/strict';
import { StatementSync } from 'node:sqlite';
import { after, before, describe, it } from 'node:test';
import { testEngine } from '@gatehouse/database/testing';
import type { DocumentItem, Folder, PurgeProgress, RecycleBinItem } from '@gatehouse/wire';
import { type At, levelsOfTool } from '../testing/api.ts';
import { fileOf, folderOf, send } from '../testing/change.ts';
import { type Character, openSite, type Site } from '../testing/site.ts';
import { countPurged } from './bin-store.ts';
import { sweepPurged } from './sweep-purged.ts';

let site: Site;
before(async () => {
  site = await openSite();
});
after(() => site.close());

const remove = (at: At, kind: 'files' | 'folders', id: number) =>
  send(site, 'admin', at, 'DELETE', `${kind}/${id}`);
const bin = async (at: At, who: Character = 'admin') =>
  await send<RecycleBinItem[]>(site, who, at, 'GET', 'recycle_bin');
async function ask<Body>(
  at: At,
  resource: string,
  query: Readonly<Record<string, number | boolean>>,
  who: Character = 'admin',
) {
  const response = await site.as[who].call(site.as[who].path(at, resource, query));
  return { status: response.status, body: (await response.json()) as Body, headers: response.headers };
}
const restore = (at: At, id: number, wish: object = {}) =>
  send(site, 'admin', at, 'POST', `recycle_bin/${id}/restore`, { restore: wish });
const purge = (at: At, id: number) => send(site, 'admin', at, 'DELETE', `recycle_bin/${id}`);
const rows = (table: 'documents' | 'file_versions') =>
  site.platform.house.database.read(async (tx) => {
    const { count } = await tx
      .selectFrom(table)
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    return Number(count);
  });
const sweep = async () => {
  while ((await sweepPurged(site.platform.house)) > 0);
};

for (const at of levelsOfTool) {
  describe(`the recycle bin of a ${at}`, () => {
    it('lists what was deleted by itself, with who did it and where it was, to Admins alone', async () => {
      const folder = await folderOf(site, 'admin', at, `${at} shelf`);
      const file = await fileOf(site, 'admin', at, 'old.txt', folder.id, 'twelve bytes');
      await remove(at, 'files', file.id);
      const [item] = (await bin(at)).body;
      assert.deepEqual(
        [item?.id, item?.name, item?.document_type, item?.size],
        [file.id, 'old.txt', 'file', 12],
      );
      assert.equal(item?.deleted_by?.id, site.ids.admin);
      assert.deepEqual(item?.original_parent, {
        id: folder.id,
        name_with_path: `Root Folder/${at} shelf`,
      });
      for (const who of ['standard', 'reader', 'nobody'] as const)
        assert.equal((await bin(at, who)).status, 403);
    });

    it('is a folder of the root for Admins, and is not there for anybody else', async () => {
      const folder = await folderOf(site, 'admin', at, `${at} box`);
      const file = await fileOf(site, 'admin', at, 'in the box.txt', folder.id);
      await remove(at, 'folders', folder.id);
      const root = (await site.as.admin.root(at)).body;
      const [shown] = root.folders.filter((each) => each.is_recycle_bin);
      assert.ok(shown);
      const opened = await site.as.admin.folder(at, shown.id);
      assert.equal(opened.status, 200);
      assert.equal(opened.body.folders.find(({ id }) => id === folder.id)?.is_deleted, true);
      assert.equal((await site.as.admin.folder(at, folder.id)).body.files[0]?.is_deleted, true);
      assert.equal((await site.as.admin.file(at, file.id)).body.is_deleted, true);
      for (const who of ['standard', 'reader'] as const) {
        const seen = (await site.as[who].root(at)).body;
        assert.ok(!seen.folders.some((each) => each.is_recycle_bin));
        for (const id of [shown.id, folder.id]) assert.equal((await site.as[who].folder(at, id)).status, 404);
        assert.equal((await site.as[who].file(at, file.id)).status, 404);
      }
      const deletedTwice = await remove(at, 'folders', folder.id);
      assert.equal(deletedTwice.status, 404);
      assert.equal((await remove(at, 'folders', shown.id)).status, 404);
    });

    it('gives back to where it was, under another name where that is taken meanwhile', async () => {
      const folder = await folderOf(site, 'admin', at, `${at} desk`);
      const file = await fileOf(site, 'admin', at, 'note.txt', folder.id);
      await remove(at, 'files', file.id);
      await fileOf(site, 'admin', at, 'note.txt', folder.id);
      const restored = await restore(at, file.id);
      assert.equal(restored.status, 200, JSON.stringify(restored.body));
      assert.deepEqual([restored.body.name, restored.body.parent_id], ['note (2).txt', folder.id]);
      assert.equal((await restore(at, file.id)).status, 404);
    });

    it('gives back under a name by which search finds it', async () => {
      const file = await fileOf(site, 'admin', at, `walrus ${at}.txt`);
      await remove(at, 'files', file.id);
      const other = await fileOf(site, 'admin', at, `walrus ${at}.txt`);
      assert.equal((await restore(at, file.id)).body.name, `walrus ${at} (2).txt`);
      const found = async (search: string) => {
        const query = new URLSearchParams({ 'filters[search]': search });
        const place = at === 'project' ? `projects/${site.projectId}` : `companies/${site.companyId}`;
        const response = await site.as.admin.call(`/rest/v1.0/${place}/documents?${query}`);
        return ((await response.json()) as DocumentItem[]).map(({ id }) => id).sort();
      };
      assert.deepEqual(await found('walrus'), [file.id, other.id].sort());
      assert.deepEqual(await found('walrus 2'), [file.id]);
    });

    it('gives back to the root what lay in a folder that is deleted too, or to a folder that is named', async () => {
      const folder = await folderOf(site, 'admin', at, `${at} gone`);
      const first = await fileOf(site, 'admin', at, `${at} first.txt`, folder.id);
      const second = await fileOf(site, 'admin', at, `${at} second.txt`, folder.id);
      await remove(at, 'files', first.id);
      await remove(at, 'folders', folder.id);
      const root = (await site.as.admin.root(at)).body;
      assert.equal((await restore(at, first.id)).body.parent_id, root.id);
      const other = await folderOf(site, 'admin', at, `${at} other`);
      assert.equal((await restore(at, second.id, { parent_id: other.id })).body.parent_id, other.id);
      const back = await restore(at, folder.id);
      assert.deepEqual((await site.as.admin.folder(at, back.body.id)).body.files, []);
    });

    it('brings nothing to light that lay behind a private folder: it goes to the root, private', async () => {
      const secret = await site.as.admin.makeFolder(at, { name: `${at} secret`, explicit_permissions: true });
      const inner = await folderOf(site, 'admin', at, 'inner', secret.body.id);
      const nested = await fileOf(site, 'admin', at, `${at} salaries.txt`, secret.body.id);
      const alone = await fileOf(site, 'admin', at, `${at} bonus.txt`, inner.id);
      const lost = await fileOf(site, 'admin', at, `${at} lost.txt`, inner.id);
      for (const { id } of [alone, lost]) await remove(at, 'files', id);
      await remove(at, 'folders', inner.id);
      await remove(at, 'folders', secret.body.id);
      const root = (await site.as.admin.root(at)).body;
      for (const { id } of [nested, alone]) {
        const back = await restore(at, id);
        assert.deepEqual([back.status, back.body.private, back.body.parent_id], [200, true, root.id]);
        assert.equal((await site.as.reader.file(at, id)).status, 404);
      }
      await purge(at, secret.body.id);
      await purge(at, inner.id);
      await sweep();
      assert.equal((await restore(at, lost.id)).body.private, true, 'nobody knows any more what it lay in');
      assert.equal((await site.as.reader.file(at, lost.id)).status, 404);

      const again = await site.as.admin.makeFolder(at, { name: `${at} secret`, explicit_permissions: true });
      const told = await fileOf(site, 'admin', at, `${at} told.txt`, again.body.id);
      await remove(at, 'folders', again.body.id);
      assert.equal((await restore(at, told.id, { parent_id: root.id })).body.private, false);
      assert.equal((await site.as.reader.file(at, told.id)).status, 200, 'where an Admin says it is to go');
    });

    it('leaves open what lay in open folders alone', async () => {
      const folder = await folderOf(site, 'admin', at, `${at} open`);
      const inner = await folderOf(site, 'admin', at, 'inner', folder.id);
      const alone = await fileOf(site, 'admin', at, `${at} open alone.txt`, inner.id);
      const nested = await fileOf(site, 'admin', at, `${at} open nested.txt`, inner.id);
      await remove(at, 'files', alone.id);
      await remove(at, 'folders', folder.id);
      for (const { id } of [alone, nested]) {
        assert.equal((await restore(at, id)).body.private, false);
        assert.equal((await site.as.reader.file(at, id)).status, 200);
      }
    });

    it('gives back private, or open, what is wished so by the change that takes it out', async () => {
      const folder = await folderOf(site, 'admin', at, `${at} wishes`);
      for (const [kind, name] of [
        ['files', 'file'],
        ['folders', 'folder'],
      ] as const) {
        const made = kind === 'files' ? fileOf : folderOf;
        const { id } = await made(site, 'admin', at, `${at} wished ${name}`, folder.id);
        for (const wished of [true, false]) {
          await remove(at, kind, id);
          const wish = { parent_id: folder.id, explicit_permissions: wished };
          const back = await send(site, 'admin', at, 'PATCH', `${kind}/${id}`, { [name]: wish });
          assert.deepEqual([back.status, back.body.private], [200, wished]);
          assert.equal((await site.as.reader[name](at, id)).status, wished ? 404 : 200);
        }
      }
    });

    it('shows every version of every file of a deleted folder, the latest first', async () => {
      const folder = await folderOf(site, 'admin', at, `${at} versions`);
      const files = [];
      for (const name of ['one.txt', 'two.txt']) {
        const file = await fileOf(site, 'admin', at, name, folder.id);
        const form = new FormData();
        form.set('file_version[data]', new Blob(['newer']), name);
        const path = site.as.admin.path(at, 'file_versions', { file_id: file.id });
        assert.equal((await site.as.admin.call(path, { method: 'POST', body: form })).status, 201);
        files.push(file.id);
      }
      const numbers = async () =>
        (await site.as.admin.folder(at, folder.id)).body.files
          .map(({ id, file_versions: versions }) => [id, ...versions.map(({ number }) => number)])
          .sort();
      const live = await numbers();
      assert.deepEqual(live, files.map((id) => [id, 2, 1]).sort());
      await remove(at, 'folders', folder.id);
      assert.deepEqual(await numbers(), live);
    });

    it('tells page by page, by name, what lies in a deleted folder, at any depth, to Admins alone', async () => {
      const folder = await folderOf(site, 'admin', at, `${at} crate`);
      const inner = await folderOf(site, 'admin', at, 'b inner', folder.id);
      const hidden = await site.as.admin.makeFolder(at, {
        name: 'd hidden',
        parent_id: folder.id,
        explicit_permissions: true,
      });
      for (const name of ['c.txt', 'a.txt']) await fileOf(site, 'admin', at, name, folder.id);
      const deep = await fileOf(site, 'admin', at, 'deep.txt', inner.id, 'twelve bytes');
      await remove(at, 'folders', folder.id);
      const [top] = (await bin(at)).body;
      const items = (id: number, page = {}, who: Character = 'admin') =>
        ask<RecycleBinItem[]>(at, `recycle_bin/${id}/items`, page, who);
      const first = await items(folder.id, { per_page: 3 });
      assert.equal(first.status, 200, JSON.stringify(first.body));
      assert.deepEqual(
        first.body.map(({ name }) => name),
        ['a.txt', 'b inner', 'c.txt'],
      );
      assert.equal(first.headers.get('total'), '4');
      assert.match(first.headers.get('link') ?? '', /rel="next"/);
      const [last, ...none] = (await items(folder.id, { per_page: 3, page: 2 })).body;
      assert.deepEqual([last?.id, last?.private, none], [hidden.body.id, true, []]);

      const [nested] = (await items(inner.id)).body;
      assert.deepEqual(nested, {
        id: deep.id,
        name: 'deep.txt',
        document_type: 'file',
        private: false,
        deleted_at: top?.deleted_at,
        deleted_by: top?.deleted_by,
        original_parent: null,
        size: 12,
      });
      for (const who of ['standard', 'reader', 'nobody'] as const) {
        const [there, absent] = [await items(folder.id, {}, who), await items(2 ** 40, {}, who)];
        assert.ok([403, 404].includes(there.status), String(there.status));
        assert.deepEqual([there.status, there.body], [absent.status, absent.body]);
      }
      const living = await folderOf(site, 'admin', at, `${at} no crate`);
      for (const id of [living.id, deep.id, 2 ** 40]) assert.equal((await items(id)).status, 404);

      assert.equal((await purge(at, inner.id)).status, 200);
      assert.equal((await items(inner.id)).status, 404);
      assert.equal((await items(folder.id)).headers.get('total'), '3');
      await sweep();
    });

    it('tells without its content, where that is not asked for, that a deleted folder holds some', async () => {
      const folder = await folderOf(site, 'admin', at, `${at} sealed`);
      await fileOf(site, 'admin', at, 'in it.txt', folder.id);
      await remove(at, 'folders', folder.id);
      const view = { exclude_files: true, exclude_folders: true };
      const { body } = await ask<Folder>(at, `folders/${folder.id}`, view);
      assert.deepEqual([body.files, body.folders], [[], []]);
      assert.deepEqual(
        [body.has_children, body.has_children_files, body.has_children_folders],
        [true, true, false],
      );
    });

    it('tells Admins how much of a purge is left, until nothing is', async () => {
      const { database } = site.platform.house;
      const left = async (who: Character = 'admin') =>
        await send<PurgeProgress>(site, who, at, 'GET', 'recycle_bin/purge');
      await sweep();
      const folder = await folderOf(site, 'admin', at, `${at} given up`);
      const inner = await folderOf(site, 'admin', at, 'inner', folder.id);
      await fileOf(site, 'admin', at, 'a.txt', inner.id);
      await fileOf(site, 'admin', at, 'b.txt', folder.id);
      await remove(at, 'folders', folder.id);
      assert.deepEqual((await left()).body, { items_left: 0, at_least: false });
      const place = { companyId: site.companyId, projectId: at === 'project' ? site.projectId : null };
      // Before it is committed nobody takes anything away.
      const counted = await database.write(async (tx) => {
        const ids = [inner.id, folder.id];
        await tx.updateTable('documents').set({ purged_at: 1 }).where('id', 'in', ids).execute();
        return [await countPurged(tx, place, 100), await countPurged(tx, place, 2)];
      });
      assert.deepEqual(counted, [4, 2]);
      await sweep();
      assert.deepEqual((await left()).body, { items_left: 0, at_least: false });
      for (const who of ['standard', 'reader', 'nobody'] as const)
        assert.equal((await left(who)).status, 403);
    });

    it('purges one item or all, at once for everybody; the rows follow in steps', async () => {
      const before = [await rows('documents'), await rows('file_versions')];
      const folder = await folderOf(site, 'admin', at, `${at} heap`);
      const inner = await folderOf(site, 'admin', at, 'inner', folder.id);
      const file = await fileOf(site, 'admin', at, 'a.txt', inner.id);
      await fileOf(site, 'admin', at, 'b.txt', folder.id);
      await remove(at, 'folders', folder.id);
      assert.deepEqual((await purge(at, folder.id)).body, {});
      assert.ok(!(await bin(at)).body.some(({ id }) => id === folder.id));
      assert.equal((await restore(at, folder.id)).status, 404);
      assert.equal((await restore(at, file.id)).status, 404);
      assert.equal((await purge(at, folder.id)).status, 404);
      await sweep();
      assert.deepEqual([await rows('documents'), await rows('file_versions')], before);

      const last = await fileOf(site, 'admin', at, `${at} last.txt`);
      await remove(at, 'files', last.id);
      assert.deepEqual((await send(site, 'admin', at, 'DELETE', 'recycle_bin')).body, {});
      assert.deepEqual((await bin(at)).body, []);
      assert.equal((await restore(at, last.id)).status, 404);
      await sweep();
      assert.equal((await bin(at)).headers.get('total'), '0');
    });

    it('gives back a folder without what was purged from it meanwhile, whose names are free at once', async () => {
      const folder = await folderOf(site, 'admin', at, `${at} thinned`);
      const inner = await folderOf(site, 'admin', at, 'inner', folder.id);
      const deep = await fileOf(site, 'admin', at, `${at} deep.txt`, inner.id);
      await remove(at, 'folders', folder.id);
      assert.equal((await purge(at, inner.id)).status, 200);
      assert.equal((await restore(at, folder.id)).status, 200);
      assert.equal((await send(site, 'admin', at, 'GET', `files/${deep.id}`)).status, 404);
      assert.equal((await site.as.admin.makeFolder(at, { name: 'inner', parent_id: folder.id })).status, 201);
      await sweep();
    });
  });
}

if (testEngine === 'sqlite')
  describe('the page of a deleted folder', () => {
    it('is read by as many statements however many files it holds', async (t) => {
      const folder = await folderOf(site, 'admin', 'project', 'counted');
      const inner = await folderOf(site, 'admin', 'project', 'fuller', folder.id);
      for (let n = 0; n < 20; n += 1)
        await fileOf(site, 'admin', 'project', `${n}.txt`, n === 0 ? folder.id : inner.id);
      await remove('project', 'folders', folder.id);
      const statementsOf = async (id: number) => {
        const spy = t.mock.method(StatementSync.prototype, 'all');
        const { body } = await site.as.admin.folder('project', id);
        const texts = spy.mock.calls.map((call) => (call.this as StatementSync).sourceSQL);
        t.mock.restoreAll();
        return {
          files: body.files.length,
          versions: texts.filter((text) => text.includes('file_versions')).length,
        };
      };
      const [few, many] = [await statementsOf(folder.id), await statementsOf(inner.id)];
      assert.deepEqual([few.files, many.files], [1, 19]);
      assert.ok(few.versions > 0);
      assert.equal(many.versions, few.versions);
    });
  });

describe('at the same time', () => {
  it('a restore and a purge of one item end with one of them', async () => {
    for (let round = 0; round < 10; round += 1) {
      const file = await fileOf(site, 'admin', 'project', `contested ${round}.txt`);
      await remove('project', 'files', file.id);
      const [back, gone] = await Promise.all([restore('project', file.id), purge('project', file.id)]);
      assert.deepEqual([back.status, gone.status].sort(), [200, 404]);
      await sweep();
      assert.equal((await site.as.admin.file('project', file.id)).status, back.status);
    }
  });

  it('two moves of two folders into one another never close a circle', async () => {
    for (let round = 0; round < 10; round += 1) {
      const a = await folderOf(site, 'admin', 'project', `circle a ${round}`);
      const b = await folderOf(site, 'admin', 'project', `circle b ${round}`);
      const move = (id: number, parent_id: number) =>
        send(site, 'admin', 'project', 'PATCH', `folders/${id}`, { folder: { parent_id } });
      const answers = await Promise.all([move(a.id, b.id), move(b.id, a.id)]);
      assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 422]);
    }
  });

  it('two renames to one name leave one of that name', async () => {
    for (let round = 0; round < 10; round += 1) {
      const a = await fileOf(site, 'admin', 'project', `rename a ${round}.txt`);
      const b = await fileOf(site, 'admin', 'project', `rename b ${round}.txt`);
      const rename = (id: number) =>
        send(site, 'admin', 'project', 'PATCH', `files/${id}`, { file: { name: `the one ${round}.txt` } });
      const answers = await Promise.all([rename(a.id), rename(b.id)]);
      assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 422]);
    }
  });
});
