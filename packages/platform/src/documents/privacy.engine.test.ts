import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Level, levels } from '../access/levels.ts';
import { type At, levelsOfTool } from './testing/api.ts';
import { type Character, cast, openSite, type Site } from './testing/site.ts';

const everybody = Object.keys(cast) as Character[];

let site: Site;
before(async () => {
  site = await openSite();
});
after(() => site.close());

/** Marks an item private, straight in the tables, so that those are named on it too whom no access list takes. */
async function makePrivate(documentId: number, readers: readonly Character[]): Promise<void> {
  await site.platform.house.database.write(async (tx) => {
    await tx.updateTable('documents').set({ private_at: 1 }).where('id', '=', documentId).execute();
    await tx.deleteFrom('document_readers').where('document_id', '=', documentId).execute();
    for (const reader of readers) {
      const named = { company_id: site.companyId, document_id: documentId, person_id: site.ids[reader] };
      await tx.insertInto('document_readers').values(named).execute();
    }
  });
}

/** Root > outer > inner > deep (folders), a file in each, all public; the ids by name. */
async function plant(at: At, name: string) {
  const { admin } = site.as;
  const outer = (await admin.makeFolder(at, { name: `${name} outer` })).body.id;
  const inner = (await admin.makeFolder(at, { name: 'inner', parent_id: outer })).body.id;
  const deep = (await admin.makeFolder(at, { name: 'deep', parent_id: inner })).body.id;
  const file = async (parent: number) =>
    (await admin.upload(at, { name: 'file.txt', parent_id: String(parent) })).body;
  return {
    outer,
    inner,
    deep,
    inOuter: await file(outer),
    inInner: await file(inner),
    inDeep: await file(deep),
  };
}

/** What a person gets for every way to an item: statuses of show, version and download. */
async function waysTo(at: At, who: Character, file: { id: number; url: string; versionId: number }) {
  const { [who]: api } = site.as;
  const version = await api.call(api.path(at, `file_versions/${file.versionId}`));
  const bytes = await api.call(file.url);
  await version.arrayBuffer();
  await bytes.arrayBuffer();
  return [(await api.file(at, file.id)).status, version.status, bytes.status];
}

const handle = (file: { id: number; url: string; file_versions: readonly { id: number }[] }) => ({
  id: file.id,
  url: file.url,
  versionId: file.file_versions[0]?.id ?? 0,
});

for (const at of levelsOfTool) {
  describe(`privacy of the documents of a ${at}`, () => {
    it('shows a private file to Admins and to those named on it, and to nobody else', async () => {
      const { body: file } = await site.as.admin.upload(at, { name: 'Private.txt' });
      await makePrivate(file.id, ['reader', 'nobody', 'stranger']);
      const seen = { admin: 200, standard: 404, colleague: 404, reader: 200, nobody: 404, stranger: 404 };
      for (const who of everybody) {
        const status = who === 'stranger' && at === 'project' ? 404 : seen[who];
        assert.deepEqual(await waysTo(at, who, handle(file)), [status, status, status], who);
      }
      for (const who of ['admin', 'reader', 'standard', 'colleague'] as const) {
        const { files } = (await site.as[who].root(at)).body;
        assert.equal(
          files.some(({ id }) => id === file.id),
          seen[who] === 200,
          who,
        );
      }
    });

    it('hides what lies below a private folder at every depth, and leaves no trace in flags', async () => {
      const planted = await plant(at, 'Depth');
      await makePrivate(planted.inner, []);
      const { reader, admin } = site.as;
      for (const id of [planted.inner, planted.deep]) assert.equal((await reader.folder(at, id)).status, 404);
      for (const file of [planted.inInner, planted.inDeep]) {
        assert.deepEqual(await waysTo(at, 'reader', handle(file)), [404, 404, 404]);
        assert.deepEqual(await waysTo(at, 'admin', handle(file)), [200, 200, 200]);
      }
      const outer = (await reader.folder(at, planted.outer)).body;
      assert.deepEqual(outer.folders, []);
      assert.deepEqual([outer.has_children_folders, outer.has_children_files], [false, true]);
      const listed = (await reader.root(at)).body.folders.find(({ id }) => id === planted.outer);
      assert.deepEqual([listed?.has_children_folders, listed?.has_children_files], [false, true]);

      await makePrivate(planted.inOuter.id, []);
      const emptied = (await reader.root(at)).body.folders.find(({ id }) => id === planted.outer);
      assert.equal(emptied?.has_children, false);
      assert.equal((await reader.folder(at, planted.outer)).body.has_children, false);
      const full = (await admin.root(at)).body.folders.find(({ id }) => id === planted.outer);
      assert.deepEqual([full?.has_children_folders, full?.has_children_files], [true, true]);
    });

    it('asks for every private folder on the way, not for the nearest only', async () => {
      const planted = await plant(at, 'Chain');
      await makePrivate(planted.outer, []);
      await makePrivate(planted.inner, ['reader']);
      assert.deepEqual(await waysTo(at, 'reader', handle(planted.inDeep)), [404, 404, 404]);
      await makePrivate(planted.outer, ['reader']);
      assert.deepEqual(await waysTo(at, 'reader', handle(planted.inDeep)), [200, 200, 200]);
      assert.deepEqual(await waysTo(at, 'standard', handle(planted.inDeep)), [404, 404, 404]);
    });

    it('tells privacy of the item itself, and not of what is above it', async () => {
      const planted = await plant(at, 'Mark');
      await makePrivate(planted.outer, ['reader']);
      const outer = (await site.as.reader.folder(at, planted.outer)).body;
      assert.equal(outer.private, true);
      assert.deepEqual([outer.folders[0]?.private, outer.files[0]?.private], [false, false]);
    });

    it('binds on the next call: an address obtained before no longer opens', async () => {
      const { body: file } = await site.as.admin.upload(at, { name: 'Soon private.txt' });
      const seen = (await site.as.reader.file(at, file.id)).body;
      assert.deepEqual(await waysTo(at, 'reader', handle(seen)), [200, 200, 200]);
      await makePrivate(file.id, []);
      assert.deepEqual(await waysTo(at, 'reader', handle(seen)), [404, 404, 404]);
    });

    it('lets nobody put anything into a folder they cannot see', async () => {
      const planted = await plant(at, 'Drop');
      await makePrivate(planted.outer, []);
      for (const parent of [planted.outer, planted.inner]) {
        const folder = await site.as.standard.makeFolder(at, { name: 'Mine', parent_id: parent });
        const absent = await site.as.standard.makeFolder(at, { name: 'Mine', parent_id: 999_999_999 });
        assert.deepEqual([folder.status, folder.body], [404, absent.body]);
        assert.equal(
          (await site.as.standard.upload(at, { parent_id: String(parent), name: 'Mine' })).status,
          404,
        );
      }
    });

    it('is not told by a name: what one cannot see does not take a name away', async () => {
      const parent = (await site.as.admin.makeFolder(at, { name: 'Names' })).body.id;
      const hidden = await site.as.admin.makeFolder(at, {
        name: 'Bids',
        parent_id: parent,
        explicit_permissions: true,
      });
      assert.deepEqual([hidden.status, hidden.body.private], [201, true]);
      const open = await site.as.standard.makeFolder(at, { name: 'bids', parent_id: parent });
      assert.equal(open.status, 201);
      assert.equal((await site.as.colleague.makeFolder(at, { name: 'Bids', parent_id: parent })).status, 422);
      assert.equal((await site.as.admin.makeFolder(at, { name: 'BIDS', parent_id: parent })).status, 422);
      const numbered = await site.as.standard.upload(at, {
        name: 'Bids',
        parent_id: String(parent),
        unique_name: 'true',
      });
      assert.equal(numbered.body.name, 'Bids (2)');
      const names = async (who: Character) => (await site.as[who].folder(at, parent)).body.folders.length;
      assert.deepEqual([await names('admin'), await names('reader')], [2, 1]);
    });

    it('is given to what one makes by Admins, and in a company by whoever may make', async () => {
      const expected = { standard: at === 'company' ? 201 : 403, reader: 403 };
      for (const who of ['standard', 'reader'] as const) {
        const folder = await site.as[who].makeFolder(at, { name: `By ${who}`, explicit_permissions: true });
        assert.equal(folder.status, expected[who]);
        for (const field of ['explicit_permissions', 'private']) {
          const file = await site.as[who].upload(at, { name: `By ${who}: ${field}`, [field]: 'true' });
          assert.equal(file.status, expected[who]);
        }
      }
    });

    it('leaves whoever made the item in sight of it, for as long as they may make', async () => {
      const made = await site.as.admin.upload(at, { name: 'By admin.txt', private: 'True' });
      assert.deepEqual([made.status, made.body.private], [201, true]);
      const asLevel = async (level: Level) => {
        await site.platform.house.database.write(async (tx) => {
          for (const table of ['company_levels', 'project_levels'] as const)
            await tx.updateTable(table).set({ level }).where('person_id', '=', site.ids.admin).execute();
        });
        return await waysTo(at, 'admin', handle(made.body));
      };
      assert.deepEqual(await asLevel(levels.Standard), [200, 200, 200]);
      assert.deepEqual(await asLevel(levels['Read Only']), [404, 404, 404]);
      assert.deepEqual(await asLevel(levels.Admin), [200, 200, 200]);
    });

    it('and levels: who may list, show and add', async () => {
      const { body: file } = await site.as.admin.upload(at, { name: 'Public.txt' });
      const expected = {
        admin: [200, 200, 201],
        standard: [200, 200, 201],
        colleague: [200, 200, 201],
        reader: [200, 200, 403],
        nobody: [403, 404, 403],
        stranger: [404, 404, 404],
      };
      for (const who of everybody) {
        const { [who]: api } = site.as;
        const add = await api.makeFolder(at, { name: `Of ${who}` });
        const statuses = [(await api.root(at)).status, (await api.file(at, file.id)).status, add.status];
        assert.deepEqual(statuses, expected[who], who);
        assert.equal((await api.upload(at, { name: `From ${who}` })).status, expected[who][2], who);
      }
    });

    it('keeps the two levels of the tool, and companies, apart', async () => {
      const other = at === 'project' ? 'company' : 'project';
      const { body: file } = await site.as.admin.upload(at, { name: 'Here.txt' });
      const { body: folder } = await site.as.admin.makeFolder(at, { name: 'Here' });
      assert.equal((await site.as.admin.file(other, file.id)).status, 404);
      assert.equal((await site.as.admin.folder(other, folder.id)).status, 404);
      assert.equal((await site.as.admin.makeFolder(other, { name: 'x', parent_id: folder.id })).status, 404);
      const { companyId, projectId } = site.elsewhere;
      const stranger = (path: string) =>
        fetch(new URL(path, site.platform.url), {
          headers: {
            authorization: `Bearer ${site.as.stranger.token}`,
            'procore-company-id': String(companyId),
          },
        });
      const inOwn = [
        `/rest/v1.0/files/${file.id}?project_id=${projectId}`,
        `/rest/v1.0/folders/${folder.id}?project_id=${projectId}`,
        `/rest/v1.0/file_versions/${file.file_versions[0]?.id}?project_id=${projectId}`,
        `/rest/v1.0/companies/${companyId}/files/${file.id}`,
        `/rest/v1.0/companies/${companyId}/folders/${folder.id}`,
      ];
      for (const path of inOwn) assert.equal((await stranger(path)).status, 404, path);
      assert.equal((await stranger(`/rest/v1.0/folders?project_id=${projectId}`)).status, 200);
    });
  });
}
