import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { DocumentSettings } from '@gatehouse/wire';
import { type At, type Errors, levelsOfTool } from '../testing/api.ts';
import { fileOf, folderOf, send } from '../testing/change.ts';
import { type Character, openSite, type Site } from '../testing/site.ts';

let site: Site;
before(async () => {
  site = await openSite();
});
after(() => site.close());

const settings = (who: Character, at: At, private_by_default?: unknown) =>
  send<DocumentSettings & Errors>(
    site,
    who,
    at,
    private_by_default === undefined ? 'GET' : 'PATCH',
    'documents/settings',
    private_by_default === undefined ? undefined : { settings: { private_by_default } },
  );

const sees = async (who: Character, at: At, resource: 'folders' | 'files', id: number) =>
  (await send(site, who, at, 'GET', `${resource}/${id}`)).status === 200;

async function put(who: Character, at: At, folderId: number, name: string) {
  const api = site.as[who];
  const response = await api.call(api.path(at, `folders/${folderId}/content/${name}`), {
    method: 'PUT',
    headers: { 'content-type': 'application/octet-stream' },
    body: 'bytes',
  });
  return { status: response.status, body: (await response.json()) as { id: number; private: boolean } };
}

for (const at of levelsOfTool)
  describe(`documents of a ${at} that are private by default`, () => {
    after(() => settings('admin', at, false));

    it('are so because an Admin of the tool says so, and whoever has the tool may know', async () => {
      assert.deepEqual((await settings('reader', at)).body, { private_by_default: false, can_update: false });
      for (const who of ['standard', 'reader'] as const)
        assert.equal((await settings(who, at, true)).status, 403);
      assert.equal((await settings('nobody', at)).status, 403);
      assert.equal((await settings('admin', at, 'perhaps')).status, 400);
      const on = await settings('admin', at, true);
      assert.deepEqual([on.status, on.body], [200, { private_by_default: true, can_update: true }]);
      assert.equal((await settings('reader', at)).body.private_by_default, true);
      const { database } = site.platform.house;
      const events = await database.read((tx) =>
        tx
          .selectFrom('audit_events')
          .select('details')
          .where('event', '=', 'documents.configured')
          .orderBy('id')
          .execute(),
      );
      assert.match(events.at(-1)?.details ?? '', /"privateByDefault":true/);
    });

    it('are seen by whoever made them and by Admins, however they were made', async () => {
      await settings('admin', at, false);
      const open = await folderOf(site, 'admin', at, `${at} open`);
      await settings('admin', at, true);
      const folder = await folderOf(site, 'standard', at, `${at} new folder`);
      const file = await fileOf(site, 'standard', at, `${at} new.txt`, open.id);
      const sent = await put('standard', at, open.id, 'put.txt');
      assert.deepEqual([folder.private, file.private, sent.body.private], [true, true, true]);
      for (const [items, id] of [
        ['folders', folder.id],
        ['files', file.id],
        ['files', sent.body.id],
      ] as const) {
        for (const who of ['standard', 'admin'] as const) assert.equal(await sees(who, at, items, id), true);
        for (const who of ['colleague', 'reader'] as const)
          assert.equal(await sees(who, at, items, id), false);
      }
      assert.equal(await sees('reader', at, 'folders', open.id), true, 'what was there stays as it was');
      const copy = { parent_id: open.parent_id, name: `${at} copied` };
      const copied = await send(site, 'admin', at, 'POST', `folders/${open.id}/copy`, { copy });
      assert.deepEqual([copied.status, copied.body.private], [201, true]);
    });

    it('are marked where nothing above is private: what lies in a private folder is for those who see that', async () => {
      await settings('admin', at, true);
      const folder = await folderOf(site, 'admin', at, `${at} shared`);
      const access = { private: true, person_ids: [site.ids.colleague, site.ids.reader] };
      await send(site, 'admin', at, 'PUT', `folders/${folder.id}/access`, { access });
      const file = await fileOf(site, 'colleague', at, 'for both.txt', folder.id);
      assert.equal(file.private, false);
      assert.equal(await sees('reader', at, 'files', file.id), true);
      assert.equal(await sees('standard', at, 'files', file.id), false);
    });

    it('are open where somebody says so who could open them at once, and only then', async () => {
      await settings('admin', at, true);
      const make = (who: Character) =>
        site.as[who].makeFolder(at, { name: `${at} by ${who}`, explicit_permissions: false });
      assert.equal((await make('admin')).body.private, false);
      // In a company, whoever makes an item says who sees it; in a project that takes more.
      assert.equal((await make('standard')).body.private, at === 'project');
      await settings('admin', at, false);
      assert.equal((await folderOf(site, 'standard', at, `${at} as before`)).private, false);
    });
  });
