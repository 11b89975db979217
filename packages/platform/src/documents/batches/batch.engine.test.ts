import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { batchLimits } from '@gatehouse/wire';
import { levelsOfTool } from '../testing/api.ts';
import { fileOf, folderOf, send } from '../testing/change.ts';
import { openSite, type Site } from '../testing/site.ts';
import { listOf, type Meant, sendBatch, sha256 } from './batch.test-support.ts';

let site: Site;
before(async () => {
  site = await openSite();
});
after(() => site.close());

const stored = async () => {
  const blobs = join(site.platform.dataDir, 'blobs');
  const entries = await readdir(blobs, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => entry.name);
};
const textOf = async (url = '') => await (await site.as.admin.call(url)).text();
const rootOf = async (companyId: number) => {
  const roots = await site.platform.house.database.read((tx) =>
    tx
      .selectFrom('documents')
      .select('id')
      .where('company_id', '=', companyId)
      .where('parent_id', 'is', null)
      .execute(),
  );
  return roots[0]?.id ?? 0;
};
const statuses = (files: readonly { readonly status: number }[]) => files.map(({ status }) => status);
const namesIn = async (at: 'project' | 'company', id: number) =>
  (await site.as.admin.folder(at, id)).body.files.map(({ name }) => name).sort();

for (const at of levelsOfTool) {
  describe(`several small files of a ${at} in one request`, () => {
    it('are each what it was sent as, in the order in which they were sent', async () => {
      const [one, two] = [
        await folderOf(site, 'admin', at, `${at} one`),
        await folderOf(site, 'admin', at, `${at} two`),
      ];
      const meant: Meant[] = [
        { parent_id: one.id, name: 'Grundriß 1.5% #2?.txt', text: 'first', content_type: 'text/plain' },
        { parent_id: two.id, name: 'same.txt', text: 'second' },
        { parent_id: one.id, name: 'empty.txt', text: '' },
        { parent_id: one.id, name: 'same.txt', text: 'second' },
        { parent_id: two.id, name: 'kept.txt', text: 'to myself', private: at === 'company' },
      ];
      const { status, body } = await sendBatch(site, 'admin', at, meant);
      assert.deepEqual(
        [status, ...statuses(body.files)],
        [200, 201, 201, 201, 201, 201],
        JSON.stringify(body),
      );
      for (const [index, { parent_id, name, text }] of meant.entries()) {
        const file = body.files[index]?.file;
        assert.deepEqual(
          [file?.parent_id, file?.name, file?.size, file?.sha256, file?.version],
          [parent_id, name, Buffer.byteLength(text), sha256(text), 1],
        );
        assert.deepEqual((await site.as.admin.file(at, file?.id ?? 0)).body, file);
        assert.equal(await textOf(file?.url), text);
      }
      assert.equal(body.files[4]?.file?.private, at === 'company');
    });

    it('spoil nothing for each other, and are refused as they would be alone', async () => {
      const folder = await folderOf(site, 'admin', at, `${at} mixed`);
      const hidden = await folderOf(site, 'admin', at, `${at} hidden`);
      await send(site, 'admin', at, 'PATCH', `folders/${hidden.id}`, {
        folder: { explicit_permissions: true },
      });
      const file = await fileOf(site, 'admin', at, 'there.txt', folder.id);
      const secret = await fileOf(site, 'admin', at, 'secret.txt', folder.id);
      await send(site, 'admin', at, 'PATCH', `files/${secret.id}`, { file: { explicit_permissions: true } });
      const elsewhere = await rootOf(site.elsewhere.companyId);
      const lie = sha256('another');
      const sent: (Omit<Meant, 'text'> & { text?: string })[] = [
        { parent_id: folder.id, name: 'a.txt' },
        { parent_id: folder.id, name: 'THERE.txt' },
        { parent_id: hidden.id, name: 'b.txt' },
        { parent_id: elsewhere, name: 'c.txt' },
        { parent_id: 999_999_999, name: 'd.txt' },
        { parent_id: file.id, name: 'e.txt' },
        { parent_id: folder.id, name: 'f/g.txt' },
        { parent_id: folder.id, name: 'h.txt', sha256: lie },
        { parent_id: folder.id, name: 'A.TXT' },
        { parent_id: folder.id, name: 'secret.txt' },
        { parent_id: folder.id, name: 'z.txt' },
      ];
      const meant = sent.map((each, index) => ({ text: `${at} mixed ${index}`, ...each }));
      const before = await stored();
      const { status, body } = await sendBatch(site, 'standard', at, meant);
      assert.equal(status, 207);
      const taken = { name: ['has already been taken'] };
      const notFound = ['Item not found'];
      assert.deepEqual(
        body.files.map(({ status, errors }) => [status, errors]),
        [
          [201, undefined],
          [422, taken],
          [404, notFound],
          [404, notFound],
          [404, notFound],
          [422, { parent_id: ['is not a folder'] }],
          [422, { name: ['must not contain "/"'] }],
          [422, { sha256: ['is not that of the bytes that arrived: nothing was stored'] }],
          [422, taken],
          [201, undefined],
          [201, undefined],
        ],
      );
      assert.deepEqual(await namesIn(at, folder.id), [
        'a.txt',
        'secret.txt',
        'secret.txt',
        'there.txt',
        'z.txt',
      ]);
      assert.equal((await stored()).length, before.length + 3);
      for (const each of meant.slice(1, 7)) {
        const form = new FormData();
        form.set('file[name]', each.name);
        form.set('file[parent_id]', String(each.parent_id));
        form.set('file[data]', new Blob(['x']), 'x');
        const api = site.as.standard;
        const alone = await api.call(api.path(at, 'files'), { method: 'POST', body: form });
        const answer = body.files[meant.indexOf(each)];
        const { errors } = (await alone.json()) as { errors: unknown };
        assert.deepEqual([alone.status, errors], [answer?.status, answer?.errors], each.name);
      }
    });

    it('are private from their first moment where the tool is set so', async () => {
      const folder = await folderOf(site, 'admin', at, `${at} by default`);
      const set = async (private_by_default: boolean) =>
        await send(site, 'admin', at, 'PATCH', 'documents/settings', { settings: { private_by_default } });
      await set(true);
      const file = { parent_id: folder.id, text: `${at} by default` };
      const { body } = await sendBatch(site, 'standard', at, [
        { ...file, name: 'a.txt' },
        { ...file, name: 'b.txt', private: false },
      ]);
      const admin = await sendBatch(site, 'admin', at, [{ ...file, name: 'c.txt', private: false }]);
      await set(false);
      // In a company whoever makes an item may open it.
      assert.deepEqual(
        [...body.files, ...admin.body.files].map((each) => each.file?.private),
        [true, at === 'project', false],
      );
      const seen = (await site.as.colleague.folder(at, folder.id)).body.files.map(({ name }) => name);
      assert.deepEqual(seen, at === 'project' ? ['c.txt'] : ['b.txt', 'c.txt']);
    });

    it('need Standard', async () => {
      const folder = await folderOf(site, 'admin', at, `${at} rights`);
      const file = { parent_id: folder.id, name: 'a.txt', text: 'x' };
      for (const who of ['reader', 'nobody'] as const)
        assert.equal((await sendBatch(site, who, at, [file])).status, 403);
      assert.ok([403, 404].includes((await sendBatch(site, 'stranger', at, [file])).status));
      assert.deepEqual(await namesIn(at, folder.id), []);
    });

    it('are made once, however often they are sent, together, in another batch, or alone', async () => {
      const folder = await folderOf(site, 'admin', at, `${at} once`);
      const meant = ['a', 'b ü#', 'c'].map((name) => ({
        parent_id: folder.id,
        name,
        text: `${at} ${name}`,
        idempotency_token: `${at} once ${name}`,
      }));
      const [a, b, c] = meant;
      assert.ok(a && b && c);
      const made = await sendBatch(site, 'standard', at, [a, b, a]);
      assert.deepEqual(statuses(made.body.files), [201, 201, 200], JSON.stringify(made.body));
      assert.equal(made.body.files[2]?.file?.id, made.body.files[0]?.file?.id);
      const resent = await sendBatch(site, 'standard', at, [c, b, a, { ...b, text: 'another' }]);
      assert.deepEqual([resent.status, ...statuses(resent.body.files)], [207, 201, 200, 200, 422]);
      assert.deepEqual(
        resent.body.files.slice(1, 3).map(({ file }) => file?.id),
        [made.body.files[1]?.file?.id, made.body.files[0]?.file?.id],
      );
      assert.deepEqual(resent.body.files[3]?.errors, {
        'Idempotency-Token': ['was sent with another request before'],
      });
      const api = site.as.standard;
      const alone = await api.call(
        api.path(at, `folders/${folder.id}/content/${encodeURIComponent(b.name)}`),
        {
          method: 'PUT',
          body: new Blob([b.text]),
          headers: { 'content-type': 'application/octet-stream', 'idempotency-token': b.idempotency_token },
        },
      );
      assert.deepEqual(
        [alone.status, ((await alone.json()) as { id: number }).id],
        [200, made.body.files[1]?.file?.id],
      );
      assert.deepEqual(await namesIn(at, folder.id), ['a', 'b ü#', 'c']);
      const another = await sendBatch(site, 'colleague', at, [{ ...a, name: 'mine' }]);
      assert.deepEqual(statuses(another.body.files), [201]);
      const path = api.path(at, `files/${made.body.files[0]?.file?.id}`);
      assert.ok((await site.as.admin.call(path, { method: 'DELETE' })).ok);
      const gone = await sendBatch(site, 'standard', at, [a]);
      assert.deepEqual(statuses(gone.body.files), [404]);
    });
  });
}

describe('the body of a batch', () => {
  const one = (): Meant => ({ parent_id: 1, name: 'a', text: 'abc' });
  const refusal = async (files: readonly Meant[] | string, bytes?: string) => {
    const { status, body } = await sendBatch(site, 'standard', 'project', files, bytes);
    return [status, body.errors];
  };

  it('says which field is wrong', async () => {
    const many = Array.from({ length: batchLimits.files + 1 }, one);
    assert.deepEqual(await refusal('{'), [400, { files: ['must be a list of files, as JSON'] }]);
    assert.deepEqual(await refusal('{}'), [400, { files: ['must be a list of files, as JSON'] }]);
    assert.deepEqual(await refusal('[]'), [400, { files: ['must be 1 to 100 files'] }]);
    assert.deepEqual(await refusal(many), [400, { files: ['must be 1 to 100 files'] }]);
    assert.deepEqual(await refusal([one(), { ...one(), sha256: 'abc' }]), [
      400,
      { 'files[1][sha256]': ['must be text like <sha256 in hex>'] },
    ]);
    assert.deepEqual(await refusal('[{"name": "a", "size": "3", "sha256": null}]'), [
      400,
      {
        'files[0][parent_id]': ['is missing: send a whole number'],
        'files[0][size]': ['must be a whole number'],
        'files[0][sha256]': ['must be text like <sha256 in hex>'],
      },
    ]);
    assert.deepEqual(await refusal([{ ...one(), name: 'a\0' }]), [
      400,
      { files: ['must not contain U+0000'] },
    ]);
    assert.deepEqual(await refusal([{ ...one(), size: batchLimits.bytesOfFile + 1 }]), [
      413,
      { 'files[0][size]': [`is too large (maximum is ${batchLimits.bytesOfFile} bytes)`] },
    ]);
    const nine = Array.from({ length: 9 }, () => ({ ...one(), size: batchLimits.bytesOfFile }));
    assert.deepEqual(await refusal(nine), [
      413,
      { data: [`is too large (maximum is ${batchLimits.bytes} bytes)`] },
    ]);
  });

  it('with sizes that are not those of its bytes makes nothing of them that is not as it was announced', async () => {
    const folder = await folderOf(site, 'admin', 'project', 'Sizes');
    const before = await stored();
    const file = (name: string, text: string) => ({ parent_id: folder.id, name, text });
    const [a, b] = [file('a', 'lying aaaa'), file('b', 'lying bbbb')];
    assert.deepEqual(await refusal([a, b], 'lying aaaalying bbb'), [
      400,
      { data: ['did not arrive whole: nothing was stored'] },
    ]);
    assert.deepEqual(await refusal([a, b], 'lying aaaalying bbbbb'), [
      400,
      { data: ['is longer than the sizes of the files say'] },
    ]);
    const shifted = await sendBatch(
      site,
      'standard',
      'project',
      [
        { ...a, size: 9 },
        { ...b, size: 11 },
      ],
      'lying aaaalying bbbb',
    );
    assert.deepEqual([shifted.status, ...statuses(shifted.body.files)], [207, 422, 422]);
    assert.deepEqual(await stored(), before);
    assert.deepEqual(await namesIn('project', folder.id), []);
  });

  it('is a form with the bytes last, and nothing else', async () => {
    const api = site.as.standard;
    const path = api.path('project', 'files/batch');
    const post = async (init: RequestInit) => {
      const response = await api.call(path, { method: 'POST', ...init });
      return [response.status, ((await response.json()) as { errors: unknown }).errors];
    };
    const form = (...parts: [string, string | Blob][]) => {
      const body = new FormData();
      for (const [name, value] of parts) body.append(name, value);
      return { body };
    };
    const list = listOf([one()]);
    const bytes = new Blob(['abc']);
    const early = { files: ['is missing: send the list of files as JSON, before data'] };
    assert.deepEqual(await post(form(['data', bytes], ['files', list])), [400, early]);
    assert.deepEqual(await post(form(['files', list], ['file[data]', bytes])), [
      400,
      { 'file[data]': ['is not taken: send the bytes as data'] },
    ]);
    const without = await post(form(['files', list]));
    assert.equal(without[0], 415);
    const json = { 'content-type': 'application/json' };
    assert.equal((await post({ body: JSON.stringify({ files: list }), headers: json }))[0], 415);
    const bare = { 'content-type': 'application/octet-stream' };
    assert.equal((await post({ body: bytes, headers: bare }))[0], 415);
    const twice = await post(form(['files', list], ['data', bytes], ['data', bytes]));
    assert.equal(twice[0], 400);
  });

  it('that breaks off leaves nothing to see and nothing on the disk', async () => {
    const folder = await folderOf(site, 'admin', 'project', 'Broken');
    const before = await stored();
    const meant = [
      { parent_id: folder.id, name: 'a.txt', text: 'broken'.repeat(3000) },
      { parent_id: folder.id, name: 'b.txt', text: 'off'.repeat(30_000) },
    ];
    const { hostname, port } = new URL(site.platform.url);
    const part = (name: string, more = '') =>
      `--cut\r\ncontent-disposition: form-data; name="${name}"${more}\r\n`;
    const body = [
      `${part('files')}\r\n${listOf(meant)}\r\n`,
      `${part('data', '; filename="blob"')}content-type: application/octet-stream\r\n\r\n`,
      meant
        .map(({ text }) => text)
        .join('')
        .slice(0, 60_000),
    ].join('');
    const head = [
      `POST ${site.as.standard.path('project', 'files/batch')} HTTP/1.1`,
      `host: ${hostname}:${port}`,
      `authorization: Bearer ${site.as.standard.token}`,
      `procore-company-id: ${site.companyId}`,
      'content-type: multipart/form-data; boundary=cut',
      `content-length: ${body.length + 50_000}`,
    ];
    const socket = connect(Number(port), hostname);
    socket.on('error', () => undefined);
    socket.write(`${head.join('\r\n')}\r\n\r\n${body}`);
    const closed = once(socket, 'close');
    socket.resume();
    socket.end();
    await closed;
    const { status } = await sendBatch(site, 'standard', 'project', [
      { parent_id: folder.id, name: 'next.txt', text: 'whole' },
    ]);
    assert.equal(status, 200);
    assert.deepEqual(
      [(await stored()).length, await namesIn('project', folder.id)],
      [before.length + 1, ['next.txt']],
    );
  });
});
