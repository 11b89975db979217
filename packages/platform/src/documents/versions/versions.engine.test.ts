import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { FileVersion } from '@gatehouse/wire';
import { type At, type Errors, levelsOfTool } from '../testing/api.ts';
import { fileOf, folderOf, type Item, send } from '../testing/change.ts';
import { type Character, openSite, type Site } from '../testing/site.ts';

let site: Site;
before(async () => {
  site = await openSite();
});
after(() => site.close());

type Answer = FileVersion & Errors & { readonly file?: Item; readonly error_type?: string };

async function addVersion(
  who: Character,
  at: At,
  fileId: number,
  content: string,
  headers: Readonly<Record<string, string>> = {},
) {
  const api = site.as[who];
  const form = new FormData();
  form.set('file_version[notes]', `says ${content}`);
  form.set('file_version[data]', new Blob([content], { type: 'text/plain' }), 'sent.txt');
  const path = api.path(at, 'file_versions', { file_id: fileId });
  const response = await api.call(path, { method: 'POST', body: form, headers });
  return { status: response.status, body: (await response.json()) as Answer };
}

const textOf = async (url: string) => await (await site.as.reader.call(url)).text();

for (const at of levelsOfTool) {
  describe(`versions of the files of a ${at}`, () => {
    it('are added by Standard, count from 1, and are listed with the latest first', async () => {
      const file = await fileOf(site, 'admin', at, `${at} plan.txt`, undefined, 'one');
      const added = await addVersion('standard', at, file.id, 'two');
      assert.equal(added.status, 201, JSON.stringify(added.body));
      assert.deepEqual(
        [added.body.number, added.body.notes, added.body.size, added.body.created_by?.id],
        [2, 'says two', 3, site.ids.standard],
      );
      assert.equal((await addVersion('reader', at, file.id, 'three')).status, 403);
      const shown = (await site.as.reader.file(at, file.id)).body;
      assert.deepEqual([shown.version, shown.file_versions.map(({ number }) => number)], [2, [2, 1]]);
      assert.notEqual(shown.revision, file.revision);
      assert.equal(await textOf(shown.url), 'two');
      const page = await send<FileVersion[]>(site, 'reader', at, 'GET', `files/${file.id}/versions`);
      assert.deepEqual([page.body.map(({ number }) => number), page.headers.get('total')], [[2, 1], '2']);
    });

    it('are told all, or the latest alone where that is asked for, in a folder as in the file', async () => {
      const folder = await folderOf(site, 'admin', at, `${at} versions`);
      const file = await fileOf(site, 'admin', at, 'plan.txt', folder.id, 'one');
      assert.equal((await addVersion('standard', at, file.id, 'two')).status, 201);
      for (const [latest, numbers] of [
        [true, [2]],
        [false, [2, 1]],
      ] as const) {
        const shown = await site.as.reader.file(at, file.id, { show_latest_version_only: latest });
        const inFolder = await site.as.reader.folder(at, folder.id, {
          show_latest_file_version_only: latest,
        });
        for (const { file_versions } of [shown.body, ...inFolder.body.files])
          assert.deepEqual(
            file_versions.map(({ number }) => number),
            numbers,
          );
        assert.deepEqual([shown.body.version, inFolder.body.files.length], [2, 1]);
      }
    });

    it('of a promoted number are the latest again, and the older ones stay', async () => {
      const file = await fileOf(site, 'admin', at, `${at} back.txt`, undefined, 'first');
      await addVersion('admin', at, file.id, 'second');
      const first = file.file_versions[0]?.id;
      const promoted = await send<Answer>(site, 'standard', at, 'POST', `file_versions/${first}/promote`, {});
      assert.deepEqual([promoted.status, promoted.body.number], [201, 3]);
      const shown = (await site.as.reader.file(at, file.id)).body;
      assert.deepEqual(
        [await textOf(shown.url), shown.sha256, shown.file_versions.length],
        ['first', file.sha256, 3],
      );
    });

    it('come with a change of the file too: both, or neither', async () => {
      const file = await fileOf(site, 'admin', at, `${at} both.txt`, undefined, 'one');
      await fileOf(site, 'admin', at, `${at} taken.txt`);
      const change = async (name: string) => {
        const form = new FormData();
        form.set('file[name]', name);
        form.set('file[data]', new Blob(['two'], { type: 'text/plain' }), 'sent.txt');
        const path = site.as.admin.path(at, `files/${file.id}`);
        const response = await site.as.admin.call(path, { method: 'PATCH', body: form });
        return { status: response.status, body: (await response.json()) as Item };
      };
      assert.equal((await change(`${at} taken.txt`)).status, 422);
      assert.equal((await site.as.admin.file(at, file.id)).body.version, 1);
      const changed = await change(`${at} both two.txt`);
      assert.deepEqual(
        [changed.status, changed.body.name, changed.body.version],
        [200, `${at} both two.txt`, 2],
      );
    });

    it('are refused while another has the file checked out, or when it is not as it was', async () => {
      const file = await fileOf(site, 'admin', at, `${at} held.txt`);
      const until = new Date(site.platform.clock.now() + 3_600_000).toISOString().replace(/\.\d+Z/, 'Z');
      await send(site, 'standard', at, 'PATCH', `files/${file.id}`, { file: { checked_out_until: until } });
      const refused = await addVersion('colleague', at, file.id, 'mine');
      assert.deepEqual([refused.status, refused.body.file?.id], [409, file.id]);
      assert.deepEqual(Object.keys(refused.body).sort(), ['error_type', 'errors', 'file']);
      assert.equal(refused.body.error_type, 'checked_out');
      assert.equal((await addVersion('standard', at, file.id, 'mine')).status, 201);
      const stale = await addVersion('standard', at, file.id, 'again', { 'if-match': `"${file.revision}"` });
      assert.equal(stale.status, 412);
      assert.equal((await site.as.admin.file(at, file.id)).body.version, 2);
    });

    it('of what is hidden or not there are not found', async () => {
      const folder = await folderOf(site, 'admin', at, `${at} hidden`);
      const file = await fileOf(site, 'admin', at, 'a.txt', folder.id);
      const folderPath = `folders/${folder.id}`;
      await send(site, 'admin', at, 'PATCH', folderPath, { folder: { explicit_permissions: true } });
      assert.equal((await addVersion('standard', at, file.id, 'x')).status, 404);
      const list = await send(site, 'standard', at, 'GET', `files/${file.id}/versions`);
      assert.equal(list.status, 404);
      const version = file.file_versions[0]?.id;
      const promoted = await send(site, 'standard', at, 'POST', `file_versions/${version}/promote`, {});
      assert.equal(promoted.status, 404);
    });

    it('and folders and files are made once, however often one token is sent', async () => {
      const token = { 'idempotency-token': `${at} folder` };
      const make = (name: string, who: Character = 'standard') =>
        send(site, who, at, 'POST', 'folders', { folder: { name } }, token);
      const [first, second] = [await make(`${at} once`), await make(`${at} once`)];
      assert.deepEqual([first.status, second.status], [201, 200]);
      assert.equal(second.body.id, first.body.id);
      assert.equal((await make(`${at} other`)).status, 422);
      assert.equal((await make(`${at} other`, 'colleague')).status, 201);

      const upload = async () => {
        const form = new FormData();
        form.set('file[name]', `${at} once.txt`);
        form.set('file[data]', new Blob(['once']), 'once.txt');
        const path = site.as.standard.path(at, 'files');
        const headers = { 'idempotency-token': `${at} file` };
        const response = await site.as.standard.call(path, { method: 'POST', body: form, headers });
        return { status: response.status, body: (await response.json()) as Item };
      };
      const [sent, resent] = [await upload(), await upload()];
      assert.deepEqual([sent.status, resent.status, resent.body.id], [201, 200, sent.body.id]);
      const version = { 'idempotency-token': `${at} version` };
      const one = await addVersion('standard', at, sent.body.id, 'v', version);
      const two = await addVersion('standard', at, sent.body.id, 'v', version);
      assert.deepEqual([one.status, two.status, two.body.id], [201, 200, one.body.id]);
      assert.equal((await site.as.standard.file(at, sent.body.id)).body.version, 2);
    });

    it('are made once by a change of the file and by a promotion too, however often one token is sent', async () => {
      const file = await fileOf(site, 'admin', at, `${at} changed once.txt`, undefined, 'one');
      const numbers = async () =>
        (await site.as.admin.file(at, file.id)).body.file_versions.map(({ number }) => number);
      const change = async (content: string, who: Character = 'standard') => {
        const form = new FormData();
        form.set('file[data]', new Blob([content], { type: 'text/plain' }), 'sent.txt');
        const api = site.as[who];
        const response = await api.call(api.path(at, `files/${file.id}`), {
          method: 'PATCH',
          body: form,
          headers: { 'idempotency-token': `${at} change` },
        });
        return { status: response.status, body: (await response.json()) as Item };
      };
      const [sent, resent] = [await change('two'), await change('two')];
      assert.deepEqual([sent.status, resent.status, resent.body.version], [200, 200, 2]);
      assert.equal((await change('three')).status, 422, 'another request by one token');
      assert.deepEqual(await numbers(), [2, 1]);
      assert.equal((await change('three', 'colleague')).body.version, 3);

      const token = { 'idempotency-token': `${at} promote` };
      const first = file.file_versions[0]?.id;
      const promote = () =>
        send<Answer>(site, 'standard', at, 'POST', `file_versions/${first}/promote`, {}, token);
      const [made, again] = [await promote(), await promote()];
      assert.deepEqual([made.status, again.status, again.body.id], [201, 200, made.body.id]);
      assert.deepEqual(await numbers(), [4, 3, 2, 1]);
    });
  });
}

describe('at the same time', () => {
  it('one token sent twice makes one folder', async () => {
    for (let round = 0; round < 10; round += 1) {
      const make = () =>
        send(
          site,
          'admin',
          'project',
          'POST',
          'folders',
          { folder: { name: `raced ${round}` } },
          {
            'idempotency-token': `raced ${round}`,
          },
        );
      const answers = await Promise.all([make(), make()]);
      assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 201]);
      assert.equal(answers[0]?.body.id, answers[1]?.body.id);
    }
  });

  it('a version and a delete leave a deleted file with the version, or without it', async () => {
    for (let round = 0; round < 10; round += 1) {
      const file = await fileOf(site, 'admin', 'project', `raced ${round}.txt`);
      const [version, gone] = await Promise.all([
        addVersion('admin', 'project', file.id, 'late'),
        send(site, 'admin', 'project', 'DELETE', `files/${file.id}`),
      ]);
      assert.equal(gone.status, 200);
      assert.ok(version.status === 201 || version.status === 404, String(version.status));
      const deleted = (await site.as.admin.file('project', file.id)).body;
      assert.deepEqual([deleted.is_deleted, deleted.version], [true, version.status === 201 ? 2 : 1]);
    }
  });
});
