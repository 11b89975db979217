import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { DocumentItem, RecycleBinItem } from '@gatehouse/wire';
import { type At, levelsOfTool } from '../testing/api.ts';
import { fileOf, folderOf, send } from '../testing/change.ts';
import { type Character, openSite, type Site } from '../testing/site.ts';
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
