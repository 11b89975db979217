import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import type { DocumentAccess, DocumentBulkAnswer } from '@gatehouse/wire';
import type { Origin } from '../../audit/audit.ts';
import { setProjectLevel } from '../../directory/tool-levels.ts';
import { type At, type Errors, levelsOfTool } from '../testing/api.ts';
import { fileOf, folderOf, type Item, send } from '../testing/change.ts';
import { fill as fillFolder } from '../testing/fill.ts';
import { type Character, openSite, type Site } from '../testing/site.ts';

let site: Site;
before(async () => {
  site = await openSite();
});
after(() => site.close());

const bulk = (at: At, who: Character, action: string, ids: readonly number[], parent_id?: number) =>
  send<DocumentBulkAnswer & Errors>(site, who, at, 'POST', 'documents/bulk', {
    bulk: { action, ids, parent_id },
  });
const copy = (at: At, kind: 'files' | 'folders', id: number, wish: object, headers = {}) =>
  send(site, 'admin', at, 'POST', `${kind}/${id}/copy`, { copy: wish }, headers);
const setAccess = (at: At, kind: 'files' | 'folders', id: number, access: object, who: Character = 'admin') =>
  send<DocumentAccess & Errors>(site, who, at, 'PUT', `${kind}/${id}/access`, { access });
const textOf = async (url: string) => await (await site.as.admin.call(url)).text();

const fill = (parentId: number, many: number) => {
  const { platform, companyId, projectId, ids } = site;
  return fillFolder(platform.house, { companyId, projectId, parentId, createdBy: ids.admin }, many);
};

describe('the largest', () => {
  it('copy of one request is made; more than that is refused', async () => {
    const to = await folderOf(site, 'admin', 'project', 'for the largest');
    const most = await folderOf(site, 'admin', 'project', 'the largest');
    await fill(most.id, 5000);
    const copied = await copy('project', 'folders', most.id, { parent_id: to.id });
    assert.equal(copied.status, 201, JSON.stringify(copied.body));
    assert.equal((await site.as.admin.folder('project', copied.body.id)).body.folders.length, 5000);
    await fileOf(site, 'admin', 'project', 'one more.txt', most.id);
    const refused = await copy('project', 'folders', most.id, { parent_id: to.id, name: 'More' });
    assert.equal(refused.status, 422);
  });

  it('lists of one action are done in steps, each item once', async () => {
    const from = await folderOf(site, 'admin', 'project', 'in steps');
    await fill(from.id, 120);
    const ids = (await site.as.admin.folder('project', from.id)).body.folders.map((each) => each.id);
    const gone = await bulk('project', 'admin', 'delete', [...ids, ...ids, 999_999]);
    assert.equal(gone.status, 207);
    assert.deepEqual(gone.body.success, ids);
    assert.equal(gone.body.failed.length, 1);
  });
});

describe('the right to many at once', () => {
  const origin: Origin = {
    requestId: 'test',
    address: '127.0.0.1',
    actor: { kind: 'system' },
    clientId: null,
  };
  const level = (name: 'Admin' | 'Standard') =>
    site.platform.house.database.write((tx) =>
      setProjectLevel(site.platform.house, tx, origin, site.companyId, {
        projectId: site.projectId,
        personId: site.ids.colleague,
        tool: 'documents',
        level: name,
      }),
    );
  const deletedBy = () =>
    site.platform.house.database.read(async (tx) => {
      const { count } = await tx
        .selectFrom('documents')
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .where('deleted_by', '=', site.ids.colleague)
        .executeTakeFirstOrThrow();
      return Number(count);
    });

  it('is asked again at each step: withdrawn half-way, what was done stays and nothing more is', async () => {
    for (let tries = 1; ; tries += 1) {
      await level('Admin');
      const from = await folderOf(site, 'admin', 'project', `half-way ${tries}`);
      await fill(from.id, 500);
      const ids = (await site.as.admin.folder('project', from.id)).body.folders.map((each) => each.id);
      const before = await deletedBy();
      const answer = bulk('project', 'colleague', 'delete', ids);
      while ((await deletedBy()) === before) await wait(1);
      await level('Standard');
      const then = await deletedBy();
      const { status } = await answer;
      const done = (await deletedBy()) - before;
      // The step that was under way when the right went may still end; none that began later does anything.
      assert.ok(before + done - then <= 25, 'nothing that began after the right was withdrawn');
      assert.equal(done % 25, 0, 'whole steps alone');
      assert.equal(status, done === 500 ? 200 : 207);
      if (done < 500) return;
      assert.ok(tries < 5, 'the request was always over before the right was withdrawn');
    }
  });
});

for (const at of levelsOfTool) {
  describe(`many documents of a ${at} at once`, () => {
    it('are each done or refused by themselves', async () => {
      const from = await folderOf(site, 'admin', at, `${at} bulk from`);
      const to = await folderOf(site, 'admin', at, `${at} bulk to`);
      const [a, b] = [
        await fileOf(site, 'admin', at, 'a.txt', from.id),
        await fileOf(site, 'admin', at, 'b.txt', from.id),
      ];
      await fileOf(site, 'admin', at, 'B.txt', to.id);
      const moved = await bulk(at, 'admin', 'move', [a.id, b.id, 999_999], to.id);
      assert.equal(moved.status, 207);
      assert.deepEqual(moved.body, {
        success: [a.id],
        failed: [
          { id: b.id, errors: { name: ['has already been taken'] } },
          { id: 999_999, errors: { base: ['Item not found'] } },
        ],
      });
      const gone = await bulk(at, 'admin', 'delete', [a.id, b.id]);
      assert.deepEqual([gone.status, gone.body.success], [200, [a.id, b.id]]);
      assert.equal((await bulk(at, 'admin', 'restore', [a.id, b.id])).status, 200);
      assert.equal((await site.as.reader.file(at, b.id)).body.parent_id, from.id);
      await bulk(at, 'admin', 'private', [a.id, b.id]);
      assert.equal((await site.as.reader.file(at, a.id)).status, 404);
      const hidden = await bulk(at, 'standard', 'open', [a.id]);
      assert.deepEqual(hidden.body.failed[0]?.errors, { base: ['Item not found'] });
      await bulk(at, 'admin', 'open', [a.id, b.id]);
      assert.equal((await site.as.reader.file(at, a.id)).status, 200);
      const refused = await bulk(at, 'reader', 'delete', [a.id, b.id]);
      assert.deepEqual([refused.status, refused.body.success], [207, []]);
      await bulk(at, 'admin', 'delete', [a.id, b.id]);
      assert.equal((await bulk(at, 'admin', 'purge', [a.id, b.id])).status, 200);
      assert.equal((await bulk(at, 'admin', 'restore', [a.id])).status, 207);
      assert.equal((await bulk(at, 'admin', 'move', [to.id])).status, 422);
    });
  });

  describe(`copies in a ${at}`, () => {
    it('hold the latest versions of all there is, and are apart from the original', async () => {
      const folder = await folderOf(site, 'admin', at, `${at} original`);
      const inner = await folderOf(site, 'admin', at, 'inner', folder.id);
      await fileOf(site, 'admin', at, 'deep.txt', inner.id, 'deep');
      const to = await folderOf(site, 'admin', at, `${at} copies`);
      const made = await copy(at, 'folders', folder.id, { parent_id: to.id, name: 'copy' });
      assert.equal(made.status, 201, JSON.stringify(made.body));
      assert.equal(made.body.name_with_path, `Root Folder/${at} copies/copy`);
      const [innerCopy] = (await site.as.reader.folder(at, made.body.id)).body.folders;
      const [deep] = (await site.as.reader.folder(at, innerCopy?.id ?? 0)).body.files;
      assert.deepEqual([deep?.name, deep?.version, await textOf(deep?.url ?? '')], ['deep.txt', 1, 'deep']);
      await send(site, 'admin', at, 'DELETE', `folders/${folder.id}`);
      assert.equal(await textOf(deep?.url ?? ''), 'deep');
    });

    it('take a free name where it is wished, and lie in no folder of their own', async () => {
      const folder = await folderOf(site, 'admin', at, `${at} same`);
      const file = await fileOf(site, 'admin', at, 'x.txt', folder.id);
      assert.equal((await copy(at, 'files', file.id, { parent_id: folder.id })).status, 422);
      const token = { 'idempotency-token': `${at} copy` };
      const wish = { parent_id: folder.id, unique_name: true };
      const [first, again] = [
        await copy(at, 'files', file.id, wish, token),
        await copy(at, 'files', file.id, wish, token),
      ];
      assert.deepEqual([first.status, first.body.name], [201, 'x (2).txt']);
      assert.deepEqual([again.status, again.body.id], [200, first.body.id]);
      assert.equal((await copy(at, 'folders', folder.id, { parent_id: folder.id, name: 'in' })).status, 422);
      const stale = { 'if-match': `"${first.body.revision} of before"` };
      const late = await copy(at, 'files', file.id, { parent_id: folder.id, name: 'late.txt' }, stale);
      assert.deepEqual([late.status, late.body.revision], [412, file.revision]);
      const mine = await send<Item>(site, 'standard', at, 'POST', `files/${file.id}/copy`, {
        copy: { parent_id: folder.id, name: 'mine.txt' },
      });
      assert.equal(mine.status, 403);
    });

    it('of what is private are as private, for the same people', async () => {
      const folder = await folderOf(site, 'admin', at, `${at} half open`);
      const file = await fileOf(site, 'admin', at, 'secret.txt', folder.id);
      await setAccess(at, 'files', file.id, { private: true, person_ids: [site.ids.reader] });
      const made = await copy(at, 'folders', folder.id, { parent_id: folder.parent_id, name: `${at} copy` });
      const seenBy = async (who: Character) =>
        (await site.as[who].folder(at, made.body.id)).body.files.map(({ name }) => name);
      assert.deepEqual(await seenBy('reader'), ['secret.txt']);
      assert.deepEqual(await seenBy('standard'), []);
    });
  });

  describe(`the access list of an item of a ${at}`, () => {
    it('is read and written whole, by Admins', async () => {
      const folder = await folderOf(site, 'admin', at, `${at} listed`);
      const file = await fileOf(site, 'standard', at, 'inside.txt', folder.id);
      const set = await setAccess(at, 'folders', folder.id, { private: true, person_ids: [site.ids.reader] });
      assert.equal(set.status, 200, JSON.stringify(set.body));
      assert.deepEqual(
        [set.body.private, set.body.people.map(({ id }) => id), set.body.inherited_from],
        [true, [site.ids.reader], null],
      );
      const below = await send<DocumentAccess>(site, 'admin', at, 'GET', `files/${file.id}/access`);
      assert.equal(below.body.inherited_from?.id, folder.id);
      assert.equal((await site.as.reader.file(at, file.id)).status, 200);
      assert.equal((await site.as.standard.file(at, file.id)).status, 404);
      await setAccess(at, 'folders', folder.id, { private: true, person_ids: [site.ids.standard] });
      assert.equal((await site.as.reader.file(at, file.id)).status, 404);
      assert.equal((await site.as.standard.file(at, file.id)).status, 200);
      assert.equal((await setAccess(at, 'files', file.id, { private: false }, 'standard')).status, 403);
      const strange = await setAccess(at, 'folders', folder.id, {
        private: true,
        person_ids: [site.ids.stranger],
      });
      assert.equal(strange.status, 422);
    });

    it("ends what its maker saw by having made it, where another's word leaves them out", async () => {
      if (at === 'project') return;
      const file = await fileOf(site, 'standard', at, 'my own.txt');
      const own = await send(site, 'standard', at, 'PATCH', `files/${file.id}`, {
        file: { explicit_permissions: true },
      });
      assert.equal(own.status, 200, JSON.stringify(own.body));
      assert.equal((await site.as.colleague.file(at, file.id)).status, 404);
      assert.equal((await site.as.standard.file(at, file.id)).status, 200);
      await setAccess(at, 'files', file.id, { private: true, person_ids: [] });
      assert.equal((await site.as.standard.file(at, file.id)).status, 404);
    });
  });
}
