import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type GranularAction, granularActions } from '../../access/actions.ts';
import { replaceMembers } from '../../permissions/group-member-store.ts';
import { deleteGroup, insertGroup } from '../../permissions/group-store.ts';
import { type At, levelsOfTool } from '../testing/api.ts';
import { fileOf, folderOf, send } from '../testing/change.ts';
import { type Character, openSite, type Site } from '../testing/site.ts';

let site: Site;
before(async () => {
  site = await openSite();
});
after(() => site.close());

const write: Site['platform']['house']['database']['write'] = (unit) =>
  site.platform.house.database.write(unit);
const groupOf = (name: string) =>
  write((tx) => insertGroup(tx, site.companyId, name, { by: site.ids.admin, at: 1 }));
const members = (groupId: number, ...who: Character[]) =>
  write((tx) =>
    replaceMembers(tx, site.companyId, groupId, { personIds: who.map((each) => site.ids[each]), at: 2 }),
  );
const nameOn = (at: At, resource: string, access: object) =>
  send(site, 'admin', at, 'PUT', `${resource}/access`, {
    access: { private: true, person_ids: [], group_ids: [], ...access },
  });

for (const at of levelsOfTool) {
  describe(`a group on the access list of a ${at}`, () => {
    it('sees what names it, and all below, for as long as one is a member', async () => {
      const folder = await folderOf(site, 'admin', at, `${at} group`);
      const file = await fileOf(site, 'admin', at, 'a.txt', folder.id);
      const id = await groupOf(`${at} crew`);
      const set = await nameOn(at, `folders/${folder.id}`, { group_ids: [id] });
      assert.equal(set.status, 200, JSON.stringify(set.body));
      const sees = async (who: Character) => [
        (await site.as[who].folder(at, folder.id)).status,
        (await site.as[who].file(at, file.id)).status,
        (await site.as[who].call(file.url ?? '')).status,
        (await site.as[who].root(at)).body.folders?.some((each) => each.id === folder.id) ? 200 : 404,
      ];
      const all = [200, 200, 200, 200];
      const none = [404, 404, 404, 404];
      assert.deepEqual(await sees('reader'), none);
      await members(id, 'reader', 'colleague', 'nobody');
      assert.deepEqual(await sees('reader'), all);
      assert.deepEqual(await sees('colleague'), all);
      assert.deepEqual(await sees('standard'), none);
      assert.deepEqual(await sees('nobody'), none, 'a name gives no level');
      await members(id, 'colleague');
      assert.deepEqual(await sees('reader'), none);
      assert.deepEqual(await sees('colleague'), all);
      await write((tx) => deleteGroup(tx, site.companyId, id));
      assert.deepEqual(await sees('colleague'), none);
    });

    it('is taken off by the next list, and no group of another company comes on', async () => {
      const file = await fileOf(site, 'admin', at, `${at} listed.txt`);
      const id = await groupOf(`${at} listed`);
      await members(id, 'reader');
      await nameOn(at, `files/${file.id}`, { group_ids: [id] });
      assert.equal((await site.as.reader.file(at, file.id)).status, 200);
      const foreign = await write((tx) =>
        insertGroup(tx, site.elsewhere.companyId, `${at} theirs`, { by: site.ids.stranger, at: 1 }),
      );
      const refused = await nameOn(at, `files/${file.id}`, { group_ids: [foreign] });
      const absent = await nameOn(at, `files/${file.id}`, { group_ids: [987_654_321] });
      assert.deepEqual([refused.status, refused.body], [422, absent.body]);
      assert.equal((await site.as.reader.file(at, file.id)).status, 200);
      await nameOn(at, `files/${file.id}`, {});
      assert.equal((await site.as.reader.file(at, file.id)).status, 404);
    });
  });

  describe(`an access list of a ${at}`, () => {
    it('takes nobody who was removed from the company', async () => {
      const file = await fileOf(site, 'admin', at, `${at} removed.txt`);
      const removed = (removed_at: number | null) =>
        write((tx) =>
          tx
            .updateTable('company_members')
            .set({ removed_at })
            .where('company_id', '=', site.companyId)
            .where('person_id', '=', site.ids.colleague)
            .execute(),
        );
      await removed(1);
      const refused = await nameOn(at, `files/${file.id}`, { person_ids: [site.ids.colleague] });
      const stranger = await nameOn(at, `files/${file.id}`, { person_ids: [site.ids.stranger] });
      assert.deepEqual([refused.status, refused.body], [422, stranger.body]);
      await removed(null);
      const taken = await nameOn(at, `files/${file.id}`, { person_ids: [site.ids.colleague] });
      assert.equal(taken.status, 200);
    });
  });

  describe(`tracking in a ${at}`, () => {
    it('is begun and ended by each for themselves, and ended for all by an Admin', async () => {
      const folder = await folderOf(site, 'admin', at, `${at} tracked`);
      const track = async (who: Character, is_tracked: boolean) => {
        const path = `folders/${folder.id}`;
        const { status, body } = await send(site, who, at, 'PATCH', path, { folder: { is_tracked } });
        assert.equal(status, 200, JSON.stringify(body));
        return body.is_tracked;
      };
      assert.equal(folder.is_tracked, false);
      assert.equal(await track('reader', true), true);
      assert.equal(await track('colleague', true), true);
      assert.equal(await track('colleague', false), true);
      assert.equal(await track('reader', false), false);
      assert.equal(await track('reader', true), true);
      assert.equal(await track('standard', true), true);
      assert.equal(await track('admin', false), false);
      const nobody = await send(site, 'nobody', at, 'PATCH', `folders/${folder.id}`, {
        folder: { is_tracked: true },
      });
      assert.equal(nobody.status, 404);
    });
  });
}

describe('whoever holds one granular permission', () => {
  const at = 'project';
  const hold = (who: Character, ...actions: GranularAction[]) =>
    write(async (tx) => {
      const key = { company_id: site.companyId, project_id: site.projectId, person_id: site.ids[who] };
      await tx.deleteFrom('project_actions').where('person_id', '=', key.person_id).execute();
      await tx
        .insertInto('project_actions')
        .values({ ...key, tool: 'documents', actions: JSON.stringify(actions) })
        .execute();
    });

  /** What each permission opens, tried on items of somebody else. */
  const deeds: Readonly<Record<GranularAction, (who: Character, name: string) => Promise<number>>> = {
    async set_permissions(who, name) {
      const file = await fileOf(site, 'admin', at, name);
      const marked = await send(site, who, at, 'PATCH', `files/${file.id}`, {
        file: { explicit_permissions: true },
      });
      const access = { private: true, person_ids: [site.ids[who]], group_ids: [] };
      const listed = await send(site, who, at, 'PUT', `files/${file.id}/access`, { access });
      assert.equal(listed.status, marked.status);
      if (marked.status === 200) assert.equal((await site.as[who].file(at, file.id)).status, 200);
      return marked.status;
    },
    async destroy_files_and_folders(who, name) {
      const folder = await folderOf(site, 'admin', at, name);
      const file = await fileOf(site, 'admin', at, name, folder.id);
      const first = await send(site, who, at, 'DELETE', `files/${file.id}`);
      assert.equal((await send(site, who, at, 'DELETE', `folders/${folder.id}`)).status, first.status);
      // What is deleted is the Admins' to see and to give back.
      assert.equal((await send(site, who, at, 'GET', 'recycle_bin')).status, 403);
      return first.status;
    },
    async access_private_files_and_folders(who, name) {
      const file = await fileOf(site, 'admin', at, name);
      await nameOn(at, `files/${file.id}`, {});
      const { status } = await site.as[who].file(at, file.id);
      return status === 404 ? 403 : status;
    },
    async move_and_copy_files_and_folders(who, name) {
      const folder = await folderOf(site, 'admin', at, name);
      const file = await fileOf(site, 'admin', at, `${name}.txt`, folder.id);
      const root = (await site.as.admin.root(at)).body.id;
      const copy = { parent_id: root, name: `${name} copied` };
      const copied = await send(site, who, at, 'POST', `files/${file.id}/copy`, { copy });
      const moved = await send(site, who, at, 'PATCH', `files/${file.id}`, { file: { parent_id: root } });
      assert.equal(copied.status, moved.status === 200 ? 201 : moved.status);
      return moved.status;
    },
  };
  const all = Object.keys(granularActions) as GranularAction[];

  for (const who of ['reader', 'standard'] as const)
    for (const held of all)
      it(`${held}: ${who} may what it opens and nothing that another opens`, async () => {
        await hold(who, held);
        for (const deed of all) {
          const status = await deeds[deed](who, `${who} ${held} ${deed}`);
          assert.equal(status, deed === held ? 200 : 403, deed);
        }
        await hold(who);
        assert.equal(await deeds[held](who, `${who} no longer ${held}`), 403);
      });

  it('may nothing by it at level None', async () => {
    await hold('nobody', ...all);
    const file = await fileOf(site, 'admin', at, 'none.txt');
    assert.equal((await site.as.nobody.file(at, file.id)).status, 404);
    assert.equal((await send(site, 'nobody', at, 'DELETE', `files/${file.id}`)).status, 404);
  });
});
