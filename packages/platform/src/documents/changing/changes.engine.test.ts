import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type At, levelsOfTool } from '../testing/api.ts';
import { type Item, fileOf as makeFile, folderOf as makeFolder, send as sendTo } from '../testing/change.ts';
import { type Character, openSite, type Site } from '../testing/site.ts';

let site: Site;
before(async () => {
  site = await openSite();
});
after(() => site.close());

const send = <Body = Item>(
  who: Character,
  at: At,
  method: string,
  resource: string,
  body?: unknown,
  headers: Readonly<Record<string, string>> = {},
) => sendTo<Body>(site, who, at, method, resource, body, headers);
const folderOf = (who: Character, at: At, name: string, parent?: number) =>
  makeFolder(site, who, at, name, parent);
const fileOf = (who: Character, at: At, name: string, parent?: number) =>
  makeFile(site, who, at, name, parent);
const patchFolder = (who: Character, at: At, id: number, folder: object, headers = {}) =>
  send(who, at, 'PATCH', `folders/${id}`, { folder }, headers);
const patchFile = (who: Character, at: At, id: number, file: object, headers = {}) =>
  send(who, at, 'PATCH', `files/${id}`, { file }, headers);

for (const at of levelsOfTool) {
  describe(`changes of the documents of a ${at}`, () => {
    it('rename and move by Admins; Standard renames what it made, and moves nothing', async () => {
      const from = await folderOf('admin', at, `${at} from`);
      const to = await folderOf('admin', at, `${at} to`);
      const own = await fileOf('standard', at, 'own.txt', from.id);
      const renamed = await patchFile('standard', at, own.id, { name: 'mine.txt' });
      assert.equal(renamed.status, 200);
      assert.equal(renamed.body.name, 'mine.txt');
      assert.equal((await patchFile('colleague', at, own.id, { name: 'theirs.txt' })).status, 403);
      assert.equal((await patchFile('reader', at, own.id, { name: 'theirs.txt' })).status, 403);
      assert.equal((await patchFile('standard', at, own.id, { parent_id: to.id })).status, 403);
      const moved = await patchFile('admin', at, own.id, { parent_id: to.id });
      assert.equal(moved.body.parent_id, to.id);
      assert.equal(moved.body.name_with_path, `Root Folder/${at} to/mine.txt`);
      assert.equal((await site.as.admin.folder(at, from.id)).body.files.length, 0);
    });

    it('describe by Admins; Standard says what a file is as it makes it, and never after', async () => {
      const made = await site.as.standard.upload(at, { name: `${at} told.txt`, description: 'As made' });
      assert.deepEqual([made.status, made.body.description], [201, 'As made']);
      for (const who of ['standard', 'colleague', 'reader'] as const)
        assert.equal((await patchFile(who, at, made.body.id, { description: 'Later' })).status, 403, who);
      const described = await patchFile('admin', at, made.body.id, { description: 'Later' });
      assert.deepEqual([described.status, described.body.description], [200, 'Later']);
      assert.equal((await patchFile('reader', at, made.body.id, { description: 'Later' })).status, 200);
      assert.equal((await site.as.standard.file(at, made.body.id)).body.description, 'Later');
    });

    it('take no right for what is as it was', async () => {
      const file = await fileOf('admin', at, `${at} same.txt`);
      const { status } = await patchFile('reader', at, file.id, {
        name: file.name,
        parent_id: file.parent_id,
      });
      assert.equal(status, 200);
    });

    it('refuse a name that is taken, a folder inside itself, and any other root', async () => {
      const a = await folderOf('admin', at, `${at} a`);
      const b = await folderOf('admin', at, 'b', a.id);
      const c = await folderOf('admin', at, 'c', a.id);
      const taken = await patchFolder('admin', at, c.id, { name: 'B' });
      assert.deepEqual([taken.status, taken.body.errors], [422, { name: ['has already been taken'] }]);
      assert.equal((await patchFolder('admin', at, c.id, { name: 'C' })).status, 200);
      for (const inside of [a.id, b.id])
        assert.equal((await patchFolder('admin', at, a.id, { parent_id: inside })).status, 422);
      const root = (await site.as.admin.root(at)).body;
      for (const folder of [{ name: 'Other' }, { parent_id: a.id }, { explicit_permissions: true }])
        assert.equal((await patchFolder('admin', at, root.id, folder)).status, 422);
      assert.equal((await send('admin', at, 'DELETE', `folders/${root.id}`)).status, 422);
    });

    it('of what is hidden are answered as of what is not there', async () => {
      const hidden = await folderOf('admin', at, `${at} hidden`);
      const open = await fileOf('admin', at, `${at} open.txt`);
      assert.equal((await patchFolder('admin', at, hidden.id, { explicit_permissions: true })).status, 200);
      const inside = await fileOf('admin', at, 'inside.txt', hidden.id);
      for (const who of ['standard', 'reader', 'nobody'] as const) {
        assert.equal((await patchFolder(who, at, hidden.id, { name: 'seen' })).status, 404, who);
        assert.equal((await patchFile(who, at, inside.id, { name: 'seen' })).status, 404, who);
      }
      const there = await patchFile('admin', at, open.id, { parent_id: hidden.id });
      assert.equal(there.status, 200);
      assert.equal((await site.as.standard.file(at, open.id)).status, 404);
    });

    it('of a revision that is no longer current are refused, and tell the current one', async () => {
      const file = await fileOf('admin', at, `${at} revised.txt`);
      const shown = await site.as.admin.file(at, file.id);
      assert.equal(shown.headers.get('etag'), `"${shown.body.revision}"`);
      const match = { 'if-match': `"${shown.body.revision}"` };
      const first = await patchFile('admin', at, file.id, { description: 'one' }, match);
      assert.equal(first.status, 200);
      assert.notEqual(first.body.revision, shown.body.revision);
      const second = await patchFile('admin', at, file.id, { description: 'two' }, match);
      assert.deepEqual([second.status, second.body.revision], [412, first.body.revision]);
      assert.equal((await send('admin', at, 'DELETE', `files/${file.id}`, undefined, match)).status, 412);
      const any = { 'if-match': '*' };
      assert.equal((await patchFile('admin', at, file.id, { description: 'two' }, any)).status, 200);
    });

    it('sent again with their token are told as done, though the revision is another by then', async () => {
      const folder = await folderOf('admin', at, `${at} sent twice`);
      const file = await fileOf('admin', at, `${at} sent twice.txt`);
      for (const [patch, { id, revision }] of [
        [patchFolder, folder],
        [patchFile, file],
      ] as const) {
        const headers = { 'if-match': `"${revision}"`, 'idempotency-token': `${at} ${id}` };
        const name = `${at} once ${id}`;
        const [sent, resent] = [
          await patch('admin', at, id, { name }, headers),
          await patch('admin', at, id, { name }, headers),
        ];
        assert.deepEqual([sent.status, resent.status], [200, 200], JSON.stringify(resent.body));
        assert.deepEqual([resent.body.name, resent.body.revision], [name, sent.body.revision]);
        assert.equal((await patch('admin', at, id, { name: 'other' }, headers)).status, 422);
      }
    });

    it('keep a checked-out file for one person until they give it back or an Admin does', async () => {
      const file = await fileOf('admin', at, `${at} held.txt`);
      const until = new Date(site.platform.clock.now() + 3_600_000).toISOString().replace(/\.\d+Z/, 'Z');
      const mine = await patchFile('standard', at, file.id, { checked_out_until: until });
      assert.equal(mine.status, 200, JSON.stringify(mine.body));
      assert.equal(mine.body.checked_out_until, until);
      assert.equal(mine.body.checked_out_by?.id, site.ids.standard);
      const theirs = await patchFile('colleague', at, file.id, { checked_out_until: until });
      assert.equal(theirs.status, 409);
      assert.match(String(theirs.body.errors.base), /^This file is currently checked out by .*standard/);
      assert.equal(theirs.body.file?.id, file.id);
      assert.deepEqual(Object.keys(theirs.body).sort(), ['error_type', 'errors', 'file']);
      assert.equal(theirs.body.error_type, 'checked_out');
      assert.equal((await patchFile('colleague', at, file.id, { checked_out_until: null })).status, 403);
      assert.equal((await site.as.colleague.file(at, file.id)).body.can_create_version, false);
      assert.equal((await patchFile('admin', at, file.id, { checked_out_until: 'null' })).status, 200);
      assert.equal((await patchFile('colleague', at, file.id, { checked_out_until: until })).status, 200);
      assert.equal((await patchFile('reader', at, file.id, { checked_out_until: until })).status, 403);
    });

    it('tell in every item what the caller may do to it', async () => {
      const folder = await folderOf('standard', at, `${at} rights`);
      const told = async (who: Character) => {
        const { body } = await site.as[who].folder(at, folder.id);
        return [body.can_update, body.can_delete, body.can_move, body.can_set_private, body.can_create];
      };
      assert.deepEqual(await told('admin'), [true, true, true, true, true]);
      assert.deepEqual(await told('standard'), [true, false, false, at === 'company', true]);
      assert.deepEqual(await told('colleague'), [false, false, false, false, true]);
      assert.deepEqual(await told('reader'), [false, false, false, false, false]);
    });

    it('delete to the recycle bin, with all that lies in it, by Admins alone', async () => {
      const outer = await folderOf('admin', at, `${at} outer`);
      const inner = await folderOf('admin', at, 'inner', outer.id);
      const file = await fileOf('standard', at, 'deep.txt', inner.id);
      assert.equal((await send('standard', at, 'DELETE', `files/${file.id}`)).status, 403);
      assert.deepEqual((await send('admin', at, 'DELETE', `folders/${outer.id}`)).body, {});
      for (const who of ['standard', 'reader'] as const) {
        assert.equal((await site.as[who].folder(at, outer.id)).status, 404);
        assert.equal((await site.as[who].file(at, file.id)).status, 404);
        assert.equal((await patchFile(who, at, file.id, { parent_id: 0 })).status, 404);
      }
      const root = (await site.as.admin.root(at)).body;
      const restored = await patchFolder('admin', at, outer.id, { parent_id: root.id });
      assert.equal(restored.status, 200, JSON.stringify(restored.body));
      assert.equal((await site.as.reader.file(at, file.id)).status, 200);
    });
  });
}
