import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import type { UnifiedUpload, UnifiedUploadStatus, Upload } from '@gatehouse/wire';
import { type S3Server, startS3 } from '../blobs/s3/s3-server.test-support.ts';
import { collectContents } from '../collect-contents.ts';
import { sweepPurged } from '../recycle-bin/sweep-purged.ts';
import { openSite, type Site } from '../testing/site.ts';

const day = 86_400_000;

const digest = (content: Uint8Array) => createHash('sha256').update(content).digest('hex');

describe('files in a bucket', () => {
  let server: S3Server;
  let site: Site;
  before(async () => {
    server = await startS3();
    const { url, region, accessKeyId, secretAccessKey } = server.bucket;
    site = await openSite({
      s3Bucket: url,
      s3Region: region,
      s3AccessKey: accessKeyId,
      s3SecretKey: secretAccessKey,
    });
  });
  after(async () => {
    await site.close();
    await server.close();
  });

  const uploads = (version: string) => `/rest/${version}/companies/${site.companyId}/uploads`;
  async function json<Body>(method: string, path: string, body?: object) {
    const sent =
      body === undefined
        ? {}
        : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
    const response = await site.as.standard.call(path, { method, ...sent });
    return { status: response.status, body: (await response.json()) as Body };
  }
  const createFile = (file: object) =>
    json<{ id: number; url: string; sha256: string }>('POST', site.as.standard.path('company', 'files'), {
      file,
    });
  /** The first hop of a download: where the bytes are. */
  async function redirected(url: string, headers: Record<string, string> = {}) {
    const response = await site.as.reader.call(url, { redirect: 'manual', headers });
    await response.arrayBuffer();
    assert.equal(response.status, 302);
    return response.headers.get('location') ?? '';
  }
  const bytesAt = async (url: string, headers = {}) =>
    Buffer.from(await (await fetch(url, { headers })).arrayBuffer());
  async function locations() {
    const found: string[] = [];
    for await (const { location } of site.platform.house.blobs.stored()) found.push(location);
    return found.sort();
  }

  it('are downloaded from there, by an address that needs no token and is asked for with one', async () => {
    const content = randomBytes(1000);
    const file = await site.as.standard.upload('company', { name: 'Plan South.pdf' }, content);
    assert.equal(file.status, 201, JSON.stringify(file.body));
    const address = await redirected(file.body.url);
    assert.equal(new URL(address).origin, server.bucket.url.origin);
    assert.ok(!address.includes(digest(content)), 'the address does not tell what the content is');
    const response = await fetch(address);
    assert.deepEqual(Buffer.from(await response.arrayBuffer()), content);
    assert.match(
      response.headers.get('content-disposition') ?? '',
      /^attachment; filename="Plan South.pdf"$/,
    );
    assert.deepEqual(await bytesAt(address, { range: 'bytes=10-19' }), content.subarray(10, 20));
    const spoil = (_: string, first: string) => `X-Amz-Signature=${first === '0' ? '1' : '0'}`;
    const changed = await fetch(address.replace(/X-Amz-Signature=(.)/, spoil));
    await changed.arrayBuffer();
    assert.equal(changed.status, 403);
    const same = await site.as.reader.call(file.body.url, {
      headers: { 'if-none-match': `"${digest(content)}"` },
    });
    assert.equal(same.status, 304);
    const head = await site.as.reader.call(file.body.url, { method: 'HEAD' });
    assert.equal(head.headers.get('content-length'), '1000');
  });

  it('are shared by one person alone: nobody learns from the store that somebody else had the same', async () => {
    const content = randomBytes(500);
    const before = await locations();
    const one = await site.as.standard.upload('company', { name: 'Same 1.bin' }, content);
    const two = await site.as.standard.upload('company', { name: 'Same 2.bin' }, content);
    const other = await site.as.colleague.upload('company', { name: 'Same 3.bin' }, content);
    const paths = await Promise.all(
      [one, two, other].map(async ({ body }) => new URL(await redirected(body.url)).pathname),
    );
    assert.equal(paths[0], paths[1]);
    assert.notEqual(paths[0], paths[2]);
    assert.equal((await locations()).length, before.length + 2);
  });

  it('arrive as a form at the store itself', async () => {
    const begun = await json<Upload>('POST', uploads('v1.1'), {
      response_filename: 'Form.txt',
      response_content_type: 'text/plain',
    });
    const { url = '', fields = {}, uuid } = begun.body;
    assert.equal(new URL(url).origin, server.bucket.url.origin);
    assert.deepEqual(Object.keys(fields).sort(), [
      'Content-Disposition',
      'Content-Type',
      'key',
      'policy',
      'x-amz-algorithm',
      'x-amz-credential',
      'x-amz-date',
      'x-amz-signature',
    ]);
    assert.equal((await createFile({ upload_uuid: uuid })).status, 422, 'nothing has arrived');
    const send = async (text: string) => {
      const form = new FormData();
      for (const [name, value] of Object.entries(fields)) form.set(name, value);
      form.set('file', new Blob([text]), 'x.txt');
      const sent = await fetch(url, { method: 'POST', body: form });
      await sent.arrayBuffer();
      assert.ok(sent.ok, String(sent.status));
    };
    await send('by form');
    const file = await createFile({ upload_uuid: uuid });
    assert.equal(file.status, 201, JSON.stringify(file.body));
    // The form still works for its hour; what was made of it no longer changes.
    await send('another');
    assert.equal((await bytesAt(await redirected(file.body.url))).toString(), 'by form');
  });

  it('arrive in parts at the store itself, and are read once before they count', async () => {
    const first = randomBytes(5 * 2 ** 20 + 1);
    const last = randomBytes(1000);
    const parts = [first, last];
    const begun = await json<UnifiedUpload>('POST', uploads('v2.1'), {
      file_name: 'Parts.bin',
      file_size: first.length + last.length,
      content_type: 'application/octet-stream',
      segments: parts.map((part) => ({ size: part.length, sha256: digest(part) })),
    });
    assert.equal(begun.status, 201, JSON.stringify(begun.body));
    const { segments, upload_id: id } = begun.body.data;
    const put = async (place: number, content: Uint8Array<ArrayBuffer>) => {
      const { url = '', headers = {} } = segments[place] ?? {};
      const response = await fetch(url, { method: 'PUT', body: content, headers });
      await response.arrayBuffer();
      return response;
    };
    const etags: (string | null)[] = [];
    for (const [place, part] of parts.entries()) {
      const response = await put(place, part);
      assert.equal(response.status, 200);
      etags.push(response.headers.get('etag'));
    }
    const path = `${uploads('v2.1')}/${id}`;
    const done = await json<UnifiedUploadStatus>('PATCH', path, { part_etags: etags });
    assert.equal(done.body.data?.status, 'complete', JSON.stringify(done.body));
    await put(1, randomBytes(1000));
    const file = await createFile({ upload_uuid: id });
    assert.equal(file.status, 201, JSON.stringify(file.body));
    assert.equal(digest(await bytesAt(await redirected(file.body.url))), digest(Buffer.concat(parts)));
  });

  it('are not made of bytes other than announced', async () => {
    const before = await locations();
    const announced = randomBytes(1000);
    const begun = await json<UnifiedUpload>('POST', uploads('v2.1'), {
      file_name: 'Other.bin',
      file_size: 1000,
      content_type: 'application/octet-stream',
      segments: [{ size: 1000, sha256: digest(announced) }],
    });
    const [segment] = begun.body.data.segments;
    const response = await fetch(segment?.url ?? '', {
      method: 'PUT',
      body: randomBytes(1000),
      headers: { 'x-amz-content-sha256': digest(announced) },
    });
    await response.arrayBuffer();
    const etag = response.headers.get('etag') ?? '"none"';
    const path = `${uploads('v2.1')}/${begun.body.data.upload_id}`;
    const done = await json('PATCH', path, { part_etags: [etag] });
    assert.equal(done.status, 422, JSON.stringify(done.body));
    assert.equal((await createFile({ upload_uuid: begun.body.data.upload_id })).status, 422);
    assert.deepEqual(await locations(), before);
  });

  it('that nothing names any more are taken out of it, after a dry run that says so and takes nothing', async () => {
    const { house } = site.platform;
    const { admin } = site.as;
    const before = await locations();
    const file = await admin.upload('company', { name: 'To be gone.bin' }, randomBytes(900));
    assert.equal(file.status, 201, JSON.stringify(file.body));
    const kept = await admin.upload('company', { name: 'To stay.bin' }, randomBytes(700));
    for (const resource of [`files/${file.body.id}`, `recycle_bin/${file.body.id}`]) {
      const gone = await admin.call(admin.path('company', resource), { method: 'DELETE' });
      assert.equal(gone.status, 200, await gone.text());
    }
    while ((await sweepPurged(house)) > 0);
    assert.equal((await collectContents(house)).contents, 0, 'it is marked, and waits');
    site.platform.clock.advance(day + 1);
    assert.equal((await collectContents(house, true)).contents, 1);
    assert.equal((await locations()).length, before.length + 2);
    assert.equal((await collectContents(house)).contents, 1);
    assert.equal((await locations()).length, before.length + 1);
    const fresh = await site.as.reader.file('company', kept.body.id);
    assert.equal((await bytesAt(await redirected(fresh.body.url))).length, 700);
  });
});
