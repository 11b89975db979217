import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { type At, levelsOfTool } from '../testing/api.ts';
import { fileOf, folderOf, type Item, send } from '../testing/change.ts';
import { type Character, openSite, type Site } from '../testing/site.ts';

let site: Site;
before(async () => {
  site = await openSite({ maxPut: 100_000 });
});
after(() => site.close());

type Answer = Item & { readonly revision: string | null };

async function put(
  who: Character,
  at: At,
  folderId: number,
  name: string,
  content: string | Uint8Array<ArrayBuffer>,
  headers: Readonly<Record<string, string>> = {},
  query: Readonly<Record<string, string | boolean>> = {},
) {
  const api = site.as[who];
  const response = await api.call(
    api.path(at, `folders/${folderId}/content/${encodeURIComponent(name)}`, query),
    {
      method: 'PUT',
      body: new Blob([content]),
      headers: { 'content-type': 'application/octet-stream', ...headers },
    },
  );
  return { status: response.status, body: (await response.json()) as Answer, headers: response.headers };
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const textOf = async (url: string) => await (await site.as.admin.call(url)).text();

/** Everything on the disk, also what is still arriving. */
const stored = async () => {
  const entries = await readdir(join(site.platform.dataDir, 'blobs'), {
    recursive: true,
    withFileTypes: true,
  });
  return entries.filter((entry) => entry.isFile()).map((entry) => entry.name);
};

for (const at of levelsOfTool) {
  describe(`a small file put at its name in a ${at}`, () => {
    it('is a new file, and put again the next version of it', async () => {
      const folder = await folderOf(site, 'admin', at, `${at} put`);
      const name = 'Grundriß 1.5% #2?.txt';
      const made = await put('standard', at, folder.id, name, 'one', {}, { content_type: 'text/plain' });
      assert.equal(made.status, 201, JSON.stringify(made.body));
      assert.deepEqual(
        [made.body.name, made.body.parent_id, made.body.version, made.body.sha256, made.body.private],
        [name, folder.id, 1, sha256('one'), false],
      );
      assert.equal(made.headers.get('etag'), `"${made.body.revision}"`);
      const again = await put('colleague', at, folder.id, name.toUpperCase(), 'two');
      assert.equal(again.status, 200, JSON.stringify(again.body));
      assert.deepEqual(
        [again.body.id, again.body.name, again.body.version, again.body.size],
        [made.body.id, name, 2, 3],
      );
      assert.notEqual(again.body.revision, made.body.revision);
      const shown = (await site.as.reader.file(at, made.body.id)).body;
      assert.equal(await textOf(shown.url), 'two');
      assert.deepEqual(await Promise.all(shown.file_versions.map((version) => textOf(version.url))), [
        'two',
        'one',
      ]);
      const types = await Promise.all(
        shown.file_versions.map(async ({ url }) => {
          const response = await site.as.admin.call(url);
          await response.body?.cancel();
          return response.headers.get('content-type');
        }),
      );
      assert.deepEqual(types, ['application/octet-stream', 'text/plain']);
      const events = await site.platform.house.database.read((tx) =>
        tx
          .selectFrom('audit_events')
          .select('event')
          .where('subject', '=', `file:${made.body.id}`)
          .orderBy('id')
          .execute(),
      );
      assert.deepEqual(
        events.map(({ event }) => event),
        ['file.created', 'file.version_created'],
      );
    });

    it('without bytes is an empty file', async () => {
      const folder = await folderOf(site, 'admin', at, `${at} empty`);
      const made = await put('standard', at, folder.id, 'Empty.txt', '');
      assert.deepEqual([made.status, made.body.size, made.body.sha256], [201, 0, sha256('')]);
    });

    it('is made or changed only as its conditions have it', async () => {
      const folder = await folderOf(site, 'admin', at, `${at} conditions`);
      const absent = await put('standard', at, folder.id, 'a.txt', 'x', { 'if-match': '"1"' });
      assert.deepEqual([absent.status, absent.body.revision], [412, null]);
      const fresh = { 'if-none-match': '*' };
      const made = await put('standard', at, folder.id, 'a.txt', 'one', fresh);
      assert.equal(made.status, 201);
      const taken = await put('standard', at, folder.id, 'a.txt', 'two', fresh);
      assert.deepEqual([taken.status, taken.body.revision], [412, made.body.revision]);
      const seen = { 'if-match': `"${made.body.revision}"` };
      const changed = await put('standard', at, folder.id, 'a.txt', 'two', seen);
      assert.equal(changed.status, 200);
      const stale = await put('standard', at, folder.id, 'a.txt', 'three', seen);
      assert.deepEqual([stale.status, stale.body.revision], [412, changed.body.revision]);
      assert.equal((await site.as.admin.file(at, made.body.id)).body.version, 2);
    });

    it('is changed over the version that is known, whatever else was done to the file', async () => {
      const folder = await folderOf(site, 'admin', at, `${at} versions`);
      const made = await put('standard', at, folder.id, 'a.txt', 'one');
      const other = await put('standard', at, folder.id, 'b.txt', 'other');
      const first = made.body.file_versions[0]?.id;
      const over = (id?: number) => ({ 'if-match': `"version-${id}"` });
      const tracked = { file: { description: 'a revision later' } };
      assert.equal((await send(site, 'admin', at, 'PATCH', `files/${made.body.id}`, tracked)).status, 200);
      const changed = await put('standard', at, folder.id, 'a.txt', 'two', over(first));
      assert.equal(changed.status, 200, JSON.stringify(changed.body));
      for (const id of [first, other.body.file_versions[0]?.id, 0]) {
        const stale = await put('standard', at, folder.id, 'a.txt', 'three', over(id));
        assert.deepEqual([stale.status, stale.body.revision], [412, changed.body.revision]);
      }
      const absent = await put('standard', at, folder.id, 'c.txt', 'x', over(first));
      assert.deepEqual([absent.status, absent.body.revision], [412, null]);
      assert.equal((await site.as.admin.file(at, made.body.id)).body.version, 2);
    });

    it('is refused where its digest is another, with nothing kept of it', async () => {
      const folder = await folderOf(site, 'admin', at, `${at} digest`);
      const before = await stored();
      const wrong = await put('standard', at, folder.id, 'a.txt', `${at} one`, {
        'x-content-sha256': sha256('other'),
      });
      assert.deepEqual(
        [wrong.status, wrong.body.errors],
        [422, { sha256: ['is not that of the bytes that arrived: nothing was stored'] }],
      );
      const malformed = await put('standard', at, folder.id, 'a.txt', 'one', { 'x-content-sha256': 'abc' });
      assert.equal(malformed.status, 400);
      assert.deepEqual(await stored(), before);
      assert.deepEqual((await site.as.admin.folder(at, folder.id)).body.files, []);
      const right = { 'x-content-sha256': sha256('one').toUpperCase() };
      assert.equal((await put('standard', at, folder.id, 'a.txt', 'one', right)).status, 201);
    });

    it('sent again with its token is made once', async () => {
      const folder = await folderOf(site, 'admin', at, `${at} once`);
      const once = { 'idempotency-token': `${at} put`, 'if-none-match': '*' };
      const made = await put('standard', at, folder.id, 'a.txt', 'one', once);
      const resent = await put('standard', at, folder.id, 'a.txt', 'one', once);
      assert.deepEqual([made.status, resent.status, resent.body.id], [201, 200, made.body.id]);
      assert.equal(resent.body.version, 1);
      assert.equal((await put('standard', at, folder.id, 'a.txt', 'other', once)).status, 422);
      const version = { 'idempotency-token': `${at} version` };
      const added = await put('standard', at, folder.id, 'a.txt', 'two', version);
      const again = await put('standard', at, folder.id, 'a.txt', 'two', version);
      assert.deepEqual([added.status, again.status, again.body.version], [200, 200, 2]);
    });

    it('lies beside a file of its name that its sender cannot see, and goes into none that more can read', async () => {
      const folder = await folderOf(site, 'admin', at, `${at} hidden`);
      const hidden = await put('admin', at, folder.id, 'a.txt', 'secret', {}, { private: true });
      assert.deepEqual([hidden.status, hidden.body.private], [201, true]);
      const beside = await put('standard', at, folder.id, 'a.txt', 'open', { 'if-none-match': '*' });
      assert.equal(beside.status, 201, JSON.stringify(beside.body));
      assert.notEqual(beside.body.id, hidden.body.id);
      const open = await fileOf(site, 'admin', at, 'b.txt', folder.id);
      const leak = await put('admin', at, folder.id, 'b.txt', 'secret', {}, { private: true });
      assert.equal(leak.status, 422);
      assert.equal((await site.as.admin.file(at, open.id)).body.version, 1);
      const more = await put('admin', at, folder.id, 'a.txt', 'more', {}, { private: true });
      assert.deepEqual([more.status, more.body.id, more.body.version], [200, hidden.body.id, 2]);
    });

    it('needs Standard, a folder its sender sees, and a name that is free of folders', async () => {
      const folder = await folderOf(site, 'admin', at, `${at} rights`);
      const file = await fileOf(site, 'admin', at, 'a.txt', folder.id);
      await folderOf(site, 'admin', at, 'Sub', folder.id);
      const status = async (who: Character, name: string, id = folder.id) =>
        (await put(who, at, id, name, 'x')).status;
      assert.equal(await status('reader', 'n.txt'), 403);
      assert.equal(await status('reader', 'a.txt'), 403);
      assert.equal(await status('nobody', 'n.txt'), 404);
      assert.equal(await status('standard', 'Sub'), 422);
      assert.equal(await status('standard', 'a/b'), 422);
      assert.equal(await status('standard', 'x'.repeat(256)), 422);
      assert.equal(await status('standard', 'ü'.repeat(127)), 201);
      assert.equal(await status('standard', 'n.txt', 999_999), 404);
      assert.equal(await status('standard', 'n.txt', file.id), 422);
      const folderPath = `folders/${folder.id}`;
      await send(site, 'admin', at, 'PATCH', folderPath, { folder: { explicit_permissions: true } });
      assert.equal(await status('standard', 'n.txt'), 404);
      assert.equal(await status('standard', 'a.txt'), 404);
    });

    it('waits while another has the file checked out', async () => {
      const folder = await folderOf(site, 'admin', at, `${at} held`);
      const file = await fileOf(site, 'admin', at, 'a.txt', folder.id);
      const until = new Date(site.platform.clock.now() + 3_600_000).toISOString().replace(/\.\d+Z/, 'Z');
      await send(site, 'standard', at, 'PATCH', `files/${file.id}`, { file: { checked_out_until: until } });
      const refused = await put('colleague', at, folder.id, 'a.txt', 'mine');
      assert.deepEqual([refused.status, refused.body.file?.id], [409, file.id]);
      assert.equal((await put('standard', at, folder.id, 'a.txt', 'mine')).status, 200);
    });
  });
}

describe('the body of a put', () => {
  it('may have the size of the setting and not a byte more, announced or not', async () => {
    const folder = await folderOf(site, 'admin', 'project', 'Sizes');
    const before = await stored();
    const exact = new Uint8Array(100_000).fill(7);
    assert.equal((await put('standard', 'project', folder.id, 'exact.bin', exact)).status, 201);
    const over = new Uint8Array(100_001).fill(8);
    const refused = await put('standard', 'project', folder.id, 'over.bin', over);
    assert.deepEqual(
      [refused.status, refused.body.errors],
      [413, { data: ['is too large (maximum is 100000 bytes)'] }],
    );
    const api = site.as.standard;
    const chunked = await api.call(api.path('project', `folders/${folder.id}/content/over.bin`), {
      method: 'PUT',
      body: new Blob([over]).stream(),
      headers: { 'content-type': 'application/octet-stream' },
      duplex: 'half',
    } as RequestInit);
    assert.equal(chunked.status, 413);
    await chunked.body?.cancel();
    assert.equal((await stored()).length, before.length + 1);
  });

  it('that is JSON, a form, multipart or nothing is refused with 415; bytes are taken nowhere else', async () => {
    const folder = await folderOf(site, 'admin', 'project', 'Types');
    const api = site.as.standard;
    const path = api.path('project', `folders/${folder.id}/content/a.bin`);
    const form = new FormData();
    form.set('file[data]', new Blob(['x']), 'x.bin');
    const json = { 'content-type': 'application/json' };
    for (const init of [
      { body: '{}', headers: json },
      { body: new URLSearchParams({ a: 'b' }) },
      { body: form },
      {},
    ]) {
      const response = await api.call(path, { method: 'PUT', ...init });
      assert.equal(response.status, 415, await response.text());
    }
    const elsewhere = await api.call(api.path('project', 'folders'), {
      method: 'POST',
      body: new Blob(['x']),
      headers: { 'content-type': 'application/octet-stream' },
    });
    assert.equal(elsewhere.status, 415);
    assert.deepEqual((await site.as.admin.folder('project', folder.id)).body.files, []);
  });

  it('that breaks off leaves nothing to see and nothing on the disk', async () => {
    const folder = await folderOf(site, 'admin', 'project', 'Broken');
    const before = await stored();
    const { hostname, port } = new URL(site.platform.url);
    const socket = connect(Number(port), hostname);
    socket.on('error', () => undefined);
    const head = [
      `PUT ${site.as.standard.path('project', `folders/${folder.id}/content/a.bin`)} HTTP/1.1`,
      `host: ${hostname}:${port}`,
      `authorization: Bearer ${site.as.standard.token}`,
      `procore-company-id: ${site.companyId}`,
      'content-type: application/octet-stream',
      'content-length: 90000',
    ];
    socket.write(`${head.join('\r\n')}\r\n\r\n${'x'.repeat(40_000)}`);
    const holds = async (wanted: number) => {
      while ((await stored()).length !== wanted) await new Promise((resolve) => setTimeout(resolve, 20));
    };
    await holds(before.length + 1);
    socket.destroy();
    await holds(before.length);
    assert.deepEqual((await site.as.admin.folder('project', folder.id)).body.files, []);
  });

  it('raced at one name makes one file, and every answer that says so is a version of it', async () => {
    for (let round = 0; round < 8; round += 1) {
      const folder = await folderOf(site, 'admin', 'project', `Raced ${round}`);
      const answers = await Promise.all(
        (['admin', 'standard', 'colleague'] as const).map((who) =>
          put(who, 'project', folder.id, 'a.txt', `of ${who}`),
        ),
      );
      assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 200, 201]);
      const { files } = (await site.as.admin.folder('project', folder.id)).body;
      assert.deepEqual(
        files.map(({ version }) => version),
        [3],
      );
      assert.deepEqual(
        new Set(files[0]?.file_versions.map(({ sha256: digest }) => digest)),
        new Set(['admin', 'standard', 'colleague'].map((who) => sha256(`of ${who}`))),
      );
      const fresh = await Promise.all(
        ['one', 'two'].map((content) =>
          put('standard', 'project', folder.id, 'new.txt', content, { 'if-none-match': '*' }),
        ),
      );
      assert.deepEqual(fresh.map(({ status }) => status).sort(), [201, 412]);
    }
  });
});
