import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { batchLimits, type VersionContents } from '@gatehouse/wire';
import { type At, levelsOfTool } from '../testing/api.ts';
import { fileOf, folderOf, send } from '../testing/change.ts';
import { type Character, openSite, type Site } from '../testing/site.ts';

let site: Site;
before(async () => {
  site = await openSite();
});
after(() => site.close());

async function read(who: Character, at: At, ids: readonly (number | undefined)[]) {
  const api = site.as[who];
  const response = await api.call(api.path(at, 'file_versions/contents', { ids: ids.join() }));
  if (response.status !== 200) return { status: response.status, body: await response.json() };
  const length = Number(response.headers.get('content-length'));
  const whole = await response.arrayBuffer();
  assert.equal(whole.byteLength, length);
  const type = response.headers.get('content-type') ?? '';
  const form = await new Response(whole, { headers: { 'content-type': type } }).formData();
  const data = form.get('data');
  assert.ok(data instanceof File);
  return {
    status: 200,
    files: JSON.parse(String(form.get('files'))) as VersionContents,
    data: await data.text(),
  };
}

const versionOf = ({ file_versions }: { file_versions: readonly { id: number }[] }) => file_versions[0]?.id;

for (const at of levelsOfTool) {
  describe(`several small versions of files of a ${at} in one request`, () => {
    it('come in the order in which they were asked for, older ones too, each once', async () => {
      const folder = await folderOf(site, 'admin', at, `${at} read`);
      const one = await fileOf(site, 'admin', at, 'one.txt', folder.id, 'first of one');
      const two = await fileOf(site, 'admin', at, 'two.txt', folder.id, `${at} two`);
      const empty = await fileOf(site, 'admin', at, 'empty.txt', folder.id, '');
      const form = new FormData();
      form.set('file_version[data]', new Blob(['second of one']), 'one.txt');
      const api = site.as.admin;
      const path = api.path(at, 'file_versions', { file_id: one.id });
      const added = (await (await api.call(path, { method: 'POST', body: form })).json()) as { id: number };
      const ids = [versionOf(two), versionOf(empty), added.id, versionOf(one), versionOf(two)];
      const answer = await read('reader', at, ids);
      assert.deepEqual(
        answer.files?.map(({ id, status, size }) => [id, status, size]),
        [
          [ids[0], 200, `${at} two`.length],
          [ids[1], 200, 0],
          [ids[2], 200, 13],
          [ids[3], 200, 12],
        ],
      );
      assert.equal(answer.data, `${at} twosecond of onefirst of one`);
    });

    it('tell nothing of what their reader may not see: it is not there', async () => {
      const open = await folderOf(site, 'admin', at, `${at} seen`);
      const hidden = await folderOf(site, 'admin', at, `${at} unseen`);
      const seen = await fileOf(site, 'admin', at, 'seen.txt', open.id, 'seen');
      const secret = await fileOf(site, 'admin', at, 'secret.txt', open.id, 'secret one');
      const below = await fileOf(site, 'admin', at, 'below.txt', hidden.id, 'secret two');
      const deleted = await fileOf(site, 'admin', at, 'deleted.txt', open.id, 'secret three');
      const other = await fileOf(site, 'admin', at === 'company' ? 'project' : 'company', `${at} x`);
      const marked = { explicit_permissions: true };
      await send(site, 'admin', at, 'PATCH', `files/${secret.id}`, { file: marked });
      await send(site, 'admin', at, 'PATCH', `folders/${hidden.id}`, { folder: marked });
      const api = site.as.admin;
      await api.call(api.path(at, `files/${deleted.id}`), { method: 'DELETE' });
      const ids = [secret, below, deleted, other, seen].map(versionOf);
      const unseen = (id: number | undefined) => ({ id, status: 404, errors: ['Item not found'] });
      const answer = await read('standard', at, [...ids, 999_999_999]);
      assert.deepEqual(answer.files?.slice(0, 4), ids.slice(0, 4).map(unseen));
      assert.deepEqual(answer.files?.at(-1), unseen(999_999_999));
      assert.equal(answer.data, 'seen');
      assert.equal((await read('nobody', at, ids)).status, 403);
      assert.ok([403, 404].includes((await read('stranger', at, ids)).status));
    });
  });
}

describe('what comes together', () => {
  it('is small and not too much: the rest is asked for alone', async () => {
    const folder = await folderOf(site, 'admin', 'project', 'Sizes');
    const { bytes, bytesOfFile } = batchLimits;
    const sizes = [bytesOfFile + 1, ...Array.from({ length: bytes / bytesOfFile }, () => bytesOfFile), 1];
    const ids: (number | undefined)[] = [];
    for (const [index, size] of sizes.entries())
      ids.push(
        versionOf(await fileOf(site, 'admin', 'project', `${index}`, folder.id, `${index}`.repeat(size))),
      );
    const { files = [], data } = await read('reader', 'project', ids);
    const statuses = files.map(({ status }) => status);
    assert.deepEqual(statuses, [413, ...Array.from({ length: bytes / bytesOfFile }, () => 200), 413]);
    assert.equal(data?.length, bytes);
  });

  it('is asked for by one to a hundred ids', async () => {
    const many = Array.from({ length: batchLimits.files + 1 }, (_, index) => index + 1);
    const refused = { errors: { ids: ['must be 1 to 100 versions'] } };
    assert.deepEqual(await read('reader', 'project', many), { status: 400, body: refused });
    assert.equal((await read('reader', 'project', [])).status, 400);
  });

  it('breaks off where a content is gone, and is never short', async () => {
    const folder = await folderOf(site, 'admin', 'project', 'Gone');
    const kept = await fileOf(site, 'admin', 'project', 'kept.txt', folder.id, 'kept '.repeat(5000));
    const gone = await fileOf(site, 'admin', 'project', 'gone.txt', folder.id, 'gone '.repeat(5000));
    const [row] = await site.platform.house.database.read((tx) =>
      tx.selectFrom('file_versions').select('location').where('document_id', '=', gone.id).execute(),
    );
    const location = row?.location ?? '';
    const folders = [location.slice(0, 2), location.slice(2, 4)];
    await rm(join(site.platform.dataDir, 'blobs', ...folders, location));
    await assert.rejects(read('reader', 'project', [versionOf(kept), versionOf(gone)]));
  });
});
