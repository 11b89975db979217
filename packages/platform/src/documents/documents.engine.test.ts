import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { File, FileVersion, Folder } from '@gatehouse/wire';
import { Compile } from 'typebox/compile';
import { type Errors, levelsOfTool } from './testing/api.ts';
import { openSite, type Site } from './testing/site.ts';

const isFolder = Compile(Folder);
const isFile = Compile(File);
const isVersion = Compile(FileVersion);

for (const at of levelsOfTool) {
  describe(`documents of a ${at}`, () => {
    let site: Site;

    before(async () => {
      site = await openSite();
    });

    after(() => site.close());

    it('begin with a root folder, told in the shape of the wire', async () => {
      const { status, body } = await site.as.reader.root(at);
      assert.equal(status, 200);
      assert(isFolder.Check(body), JSON.stringify(isFolder.Errors(body)));
      assert.equal(body.name, 'Root Folder');
      assert.equal(body.name_with_path, 'Root Folder');
      assert.equal(body.parent_id, null);
      assert.equal(body.has_children, false);
      assert.deepEqual((await site.as.reader.folder(at, body.id)).body, body);
    });

    it('tell a folder one level deep, with names, paths and flags', async () => {
      const drawings = await site.as.standard.makeFolder(at, { name: ' Drawings ', is_tracked: true });
      assert.equal(drawings.status, 201);
      assert(isFolder.Check(drawings.body), JSON.stringify(isFolder.Errors(drawings.body)));
      assert.equal(drawings.body.name, 'Drawings');
      const structural = await site.as.standard.makeFolder(at, {
        name: 'Structural',
        parent_id: String(drawings.body.id),
        explicit_permissions: false,
      });
      await site.as.standard.upload(at, { name: 'S-201.pdf', parent_id: String(structural.body.id) });
      await site.as.standard.upload(at, { name: 'A-101.pdf', parent_id: String(drawings.body.id) });

      const page = (await site.as.reader.folder(at, drawings.body.id)).body;
      assert(isFolder.Check(page), JSON.stringify(isFolder.Errors(page)));
      assert.deepEqual(
        [page.has_children, page.has_children_files, page.has_children_folders],
        [true, true, true],
      );
      const [child] = page.folders;
      assert.equal(child?.name_with_path, 'Root Folder/Drawings/Structural');
      assert.deepEqual([child?.has_children_files, child?.has_children_folders], [true, false]);
      assert.deepEqual([child?.folders, child?.files], [[], []]);
      assert.equal(child?.tracked_folder?.name_with_path, 'Root Folder/Drawings');
      assert.equal(page.files[0]?.name_with_path, 'Root Folder/Drawings/A-101.pdf');
      assert.equal(page.files[0]?.file_type, 'PDF');

      const bare = await site.as.reader.folder(at, page.id, { exclude_folders: true, exclude_files: 'True' });
      assert.deepEqual([bare.body.folders, bare.body.files], [[], []]);
      assert.deepEqual([bare.body.has_children_files, bare.body.has_children_folders], [true, true]);
    });

    it('take a file, tell it in the shape of the wire and give its bytes back', async () => {
      const content = new Uint8Array(300_000).map((_, place) => (place * 31) % 251);
      const created = await site.as.standard.upload(
        at,
        { name: 'Survey.bin', description: 'north side' },
        content,
      );
      assert.equal(created.status, 201);
      const file = created.body;
      assert(isFile.Check(file), JSON.stringify(isFile.Errors(file)));
      assert.deepEqual([file.name, file.size, file.description], ['Survey.bin', 300_000, 'north side']);
      assert.deepEqual((await site.as.standard.file(at, file.id)).body, file);
      const inRoot = (await site.as.standard.root(at, { show_latest_file_version_only: true })).body;
      assert.deepEqual(
        inRoot.files.find(({ id }) => id === file.id),
        file,
      );

      const [version] = file.file_versions;
      assert.equal(version?.number, 1);
      assert.equal(version?.created_by?.login, 'standard@site.example');
      assert.equal(file.url, version?.url);
      const shown = await site.as.reader.call(site.as.reader.path(at, `file_versions/${version?.id}`));
      const shownBody = await shown.json();
      assert(isVersion.Check(shownBody));
      assert.deepEqual(shownBody, version);

      const download = await site.as.reader.call(file.url);
      assert.equal(download.status, 200);
      assert.deepEqual(new Uint8Array(await download.arrayBuffer()), content);
    });

    it('take a description, a parent and a name from fields in any order, also after the bytes', async () => {
      const form = new FormData();
      form.set('file[data]', new Blob(['late']), 'C:\\Users\\jim\\sent name.txt');
      form.set('file[description]', 'late');
      const target = site.as.standard.path(at, 'files');
      const response = await site.as.standard.call(target, { method: 'POST', body: form });
      const body = (await response.json()) as File;
      assert.equal(response.status, 201);
      assert.deepEqual([body.name, body.description, body.size], ['sent name.txt', 'late', 4]);
    });

    it('refuse a file without content, with the field that is missing', async () => {
      const init = { method: 'POST', headers: { 'content-type': 'application/json' } };
      const target = site.as.standard.path(at, 'files');
      for (const [file, field] of [
        [{ name: 'Empty.txt' }, 'data'],
        [{ name: 'Empty.txt', upload_uuid: '01J0000000000000000000000' }, 'upload_uuid'],
      ] as const) {
        const response = await site.as.standard.call(target, { ...init, body: JSON.stringify({ file }) });
        assert.equal(response.status, 422);
        assert.deepEqual(Object.keys(((await response.json()) as Errors).errors), [field]);
      }
    });

    it('hold an empty file as well', async () => {
      const { status, body } = await site.as.standard.upload(at, { name: 'Nothing.txt' }, '');
      assert.equal(status, 201);
      const download = await site.as.standard.call(body.url);
      assert.equal(await download.text(), '');
    });

    it('hold one item of a name, in any case, and number the next one if asked to', async () => {
      assert.equal((await site.as.standard.upload(at, { name: 'Plan.pdf' })).status, 201);
      for (const name of ['Plan.pdf', 'PLAN.PDF']) {
        const again = await site.as.standard.upload(at, { name });
        assert.equal(again.status, 422);
        assert.deepEqual(again.body, { errors: { name: ['has already been taken'] } });
      }
      assert.equal((await site.as.standard.makeFolder(at, { name: 'plan.pdf' })).status, 422);
      const names = [];
      for (let copy = 0; copy < 6; copy += 1) {
        const numbered = await site.as.standard.upload(at, { name: 'Plan.pdf', unique_name: 'true' });
        assert.equal(numbered.status, 201);
        names.push(numbered.body.name);
      }
      assert.deepEqual(new Set(names).size, 6);
      assert.equal(names[0], 'Plan (2).pdf');
    });

    it('let one win when many send the same name at once', async () => {
      const replies = await Promise.all(
        Array.from({ length: 8 }, (_, sender) =>
          site.as[sender % 2 === 0 ? 'standard' : 'colleague'].upload(
            at,
            { name: 'Race.txt' },
            `by ${sender}`,
          ),
        ),
      );
      const statuses = replies.map((reply) => reply.status).toSorted();
      assert.deepEqual(statuses, [201, ...Array(7).fill(422)]);
      const winner = replies.find((reply) => reply.status === 201);
      const root = (await site.as.reader.root(at)).body;
      assert.deepEqual(
        root.files.filter((file) => file.name === 'Race.txt').map((file) => file.id),
        [winner?.body.id],
      );
    });

    it('refuse names, parents and places that cannot be', async () => {
      const file = await site.as.standard.upload(at, { name: 'Not a folder.txt' });
      for (const [folder, status, field] of [
        [{ name: '   ' }, 422, 'name'],
        [{ name: '..' }, 422, 'name'],
        [{ name: 'a/b' }, 422, 'name'],
        [{ name: 'x'.repeat(256) }, 422, 'name'],
        [{ name: 'x', parent_id: file.body.id }, 422, 'parent_id'],
        [{ name: 'x', parent_id: 'abc' }, 400, 'parent_id'],
        [{}, 400, 'name'],
      ] as const) {
        const reply = await site.as.standard.makeFolder(at, folder);
        assert.equal(reply.status, status, JSON.stringify(folder));
        assert.deepEqual(Object.keys(reply.body.errors), [field]);
      }
      assert.equal((await site.as.standard.makeFolder(at, { name: 'x', parent_id: 999_999 })).status, 404);
      assert.equal((await site.as.reader.folder(at, file.body.id)).status, 404);
      assert.equal((await site.as.reader.file(at, (await site.as.reader.root(at)).body.id)).status, 404);
    });

    it('end at a depth that every page can walk', async () => {
      let parent: number | undefined;
      let depth = 1;
      for (; depth < 150; depth += 1) {
        const { status, body } = await site.as.standard.makeFolder(at, {
          name: `Level ${depth}`,
          ...(parent === undefined ? {} : { parent_id: parent }),
        });
        if (status === 422) {
          assert.deepEqual(Object.keys(body.errors), ['parent_id']);
          break;
        }
        parent = body.id;
      }
      assert.equal(depth, 100);
      const deepest = await site.as.reader.folder(at, parent ?? 0);
      assert.equal(deepest.body.name_with_path.split('/').length, 100);
    });
  });
}
