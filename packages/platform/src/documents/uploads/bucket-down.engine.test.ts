import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { after, before, describe, it } from 'node:test';
import type { UnifiedUpload, Upload } from '@gatehouse/wire';
import { sendBatch } from '../batches/batch.test-support.ts';
import { openS3Blobs } from '../blobs/s3/s3-blobs.ts';
import { type S3Server, startS3 } from '../blobs/s3/s3-server.test-support.ts';
import { openSite, type Site } from '../testing/site.ts';
import { expiredUploads } from './expired-uploads.ts';

const digest = (content: Uint8Array) => createHash('sha256').update(content).digest('hex');
const hour = 3_600_000;

/** A way to a port of this machine that can be closed. */
async function openGate(port: number) {
  let open = true;
  const through = new Set<Socket>();
  const asked: string[] = [];
  const server = createServer((socket) => {
    socket.on('error', () => {});
    if (!open) return socket.destroy();
    const on = connect(port, '127.0.0.1');
    on.on('error', () => socket.destroy());
    through.add(socket);
    socket.on('data', (data) => asked.push(...(data.toString('latin1').match(/^[A-Z]+ \S+ HTTP/gm) ?? [])));
    socket.on('close', () => {
      through.delete(socket);
      on.destroy();
    });
    return socket.pipe(on).pipe(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    /** The first lines of requests that came. */
    asked,
    set(now: boolean) {
      open = now;
      if (!open) for (const socket of through) socket.destroy();
    },
    close: () => server.close(),
  };
}

describe('a bucket that does not answer', () => {
  let server: S3Server;
  let gate: Awaited<ReturnType<typeof openGate>>;
  let site: Site;
  let folderId: number;
  before(async () => {
    server = await startS3();
    const { url, region, accessKeyId, secretAccessKey } = server.bucket;
    gate = await openGate(Number(url.port));
    site = await openSite({
      s3Bucket: new URL(`http://127.0.0.1:${gate.port}${url.pathname}`),
      s3Region: region,
      s3AccessKey: accessKeyId,
      s3SecretKey: secretAccessKey,
    });
    folderId = (await site.as.admin.makeFolder('project', { name: 'Here' })).body.id;
  });
  after(async () => {
    await site.close();
    gate.close();
    await server.close();
  });

  const uploads = (version: string) => `/rest/${version}/companies/${site.companyId}/uploads`;
  const asJson = (method: string, body: object) => ({
    method,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  async function json<Body>(method: string, path: string, body: object): Promise<Body> {
    return (await (await site.as.standard.call(path, asJson(method, body))).json()) as Body;
  }
  const putPart = async (
    { url = '', headers = {} }: { url?: string; headers?: Readonly<Record<string, string>> } = {},
    content: Uint8Array<ArrayBuffer>,
  ) => {
    const response = await fetch(url, { method: 'PUT', body: content, headers });
    await response.arrayBuffer();
    return response;
  };
  const beginUnified = (part: Uint8Array) =>
    json<UnifiedUpload>('POST', uploads('v2.1'), {
      file_name: 'Parts.bin',
      file_size: part.length,
      content_type: 'application/octet-stream',
      segments: [{ size: part.length, sha256: digest(part) }],
    });

  it('is told to the sender, who may come again, and leaves nothing', async () => {
    const { admin, standard } = site.as;
    const pdf = { content_type: 'application/pdf' };
    const known = await admin.call(admin.path('project', `folders/${folderId}/content/Known.pdf`, pdf), {
      method: 'PUT',
      body: '%PDF-',
      headers: { 'content-type': 'application/octet-stream' },
    });
    assert.equal(known.status, 201);
    const { url: address } = (await known.json()) as { url: string };
    const part = randomBytes(1000);
    const waiting = await beginUnified(part);
    const etag = (await putPart(waiting.data.segments[0], part)).headers.get('etag');
    const form = await json<Upload>('POST', uploads('v1.1'), { response_filename: 'Form.txt' });
    const finish = () =>
      standard.call(`${uploads('v2.1')}/${waiting.data.upload_id}`, asJson('PATCH', { part_etags: [etag] }));
    const asForm = () => {
      const body = new FormData();
      body.set('file[name]', 'By form.txt');
      body.set('file[parent_id]', String(folderId));
      body.set('file[data]', new Blob(['bytes']), 'x.txt');
      return admin.call(admin.path('project', 'files'), { method: 'POST', body });
    };
    const calls: Readonly<Record<string, () => Promise<Response>>> = {
      'a file in a form': asForm,
      'a file at its name': () =>
        admin.call(admin.path('project', `folders/${folderId}/content/Put.txt`), {
          method: 'PUT',
          body: 'bytes',
          headers: { 'content-type': 'application/octet-stream' },
        }),
      'an upload in parts that begins': () =>
        standard.call(
          uploads('v2.1'),
          asJson('POST', {
            file_name: 'Late.bin',
            file_size: 10,
            content_type: 'application/octet-stream',
            segments: [{ size: 10, sha256: digest(Buffer.alloc(10)) }],
          }),
        ),
      'an upload in parts that ends': finish,
      'a file of a form that was sent to the store': () =>
        standard.call(
          standard.path('company', 'files'),
          asJson('POST', { file: { upload_uuid: form.uuid } }),
        ),
      'a file that is shown': () => admin.call(`${address}&inline=true`),
    };
    const batch = () =>
      sendBatch(site, 'admin', 'project', [{ parent_id: folderId, name: 'Batch.txt', text: 'b' }]);

    gate.set(false);
    try {
      for (const [what, call] of Object.entries(calls)) {
        const response = await call().catch((error) => assert.fail(`${what}: ${error}`));
        const text = await response.text();
        assert.equal(response.status, 503, `${what}: ${response.status} ${text}`);
        assert.match(response.headers.get('retry-after') ?? '', /^[1-9]\d*$/, what);
      }
      assert.equal((await batch()).status, 503);
      // That needs no store: the address is one of the store's own.
      const redirect = await admin.call(address, { redirect: 'manual' });
      assert.equal(redirect.status, 302);
      const { body } = await admin.folder('project', folderId);
      assert.deepEqual(
        body.files.map(({ name }) => name),
        ['Known.pdf'],
      );
    } finally {
      gate.set(true);
    }
    assert.equal((await asForm()).status, 201);
    assert.equal((await batch()).status, 200);
    const done = await finish();
    assert.equal(done.status, 200, await done.text());
    const made = await standard.call(
      standard.path('company', 'files'),
      asJson('POST', { file: { upload_uuid: waiting.data.upload_id } }),
    );
    assert.equal(made.status, 201, await made.text());
  });

  it('takes segments of v1.1 as well as parts of v2.1', async () => {
    const [first, last] = [randomBytes(5 * 2 ** 20 + 1), randomBytes(1000)];
    const begun = await json<Upload>('POST', uploads('v1.1'), {
      response_filename: 'Segments.bin',
      size: String(first.length + last.length),
      segments: [first, last].map((each) => ({ size: each.length, sha256: digest(each) })),
    });
    const [one, two] = begun.segments ?? [];
    assert.equal(new URL(one?.url ?? '').port, String(gate.port));
    const tags = [await putPart(one, first), await putPart(two, last)].map(({ headers }) => ({
      etag: headers.get('etag'),
    }));
    const path = `${uploads('v1.1')}/${begun.uuid}`;
    const done = await json<Upload>('PATCH', path, { segments: tags });
    assert.equal(done.status, 'complete', JSON.stringify(done));
    const file = await json<{ url: string; sha256: string }>(
      'POST',
      site.as.standard.path('company', 'files'),
      {
        file: { upload_uuid: begun.uuid },
      },
    );
    assert.equal(file.sha256, digest(Buffer.concat([first, last])), JSON.stringify(file));
  });

  it('keeps no parts of an upload whose time is over', async () => {
    const part = randomBytes(1000);
    const begun = await beginUnified(part);
    const [segment] = begun.data.segments;
    assert.equal((await putPart(segment, part)).status, 200);
    site.platform.clock.advance(25 * hour);
    try {
      assert.ok((await expiredUploads(site.platform.house)) > 0);
    } finally {
      site.platform.clock.advance(-25 * hour);
    }
    const { searchParams, pathname } = new URL(segment?.url ?? '');
    // The store of this test does not know how to drop them: that it was asked to is all there is to see.
    const asked = `DELETE ${pathname}?uploadId=${searchParams.get('uploadId')} HTTP`;
    assert.ok(gate.asked.includes(asked), asked);
  });

  it('keeps no forms and parts for ever that nobody ended', async () => {
    const { clock, random } = site.platform.house;
    const blobs = openS3Blobs(server.bucket, { clock, random });
    const begun = await json<Upload>('POST', uploads('v1.1'), {
      response_filename: 'Left.txt',
      response_content_type: 'text/plain',
    });
    const { url = '', fields = {} } = begun;
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    form.set('file', new Blob(['left']), 'x.txt');
    const sent = await fetch(url, { method: 'POST', body: form });
    assert.ok(sent.ok, await sent.text());
    const stored = Date.now();
    assert.equal(await blobs.removeUnfinished(stored - hour), 0);
    assert.equal(await blobs.removeUnfinished(stored + hour), 1);
    assert.equal(await blobs.removeUnfinished(stored + hour), 0);
    const late = await site.as.standard.call(
      site.as.standard.path('company', 'files'),
      asJson('POST', { file: { upload_uuid: begun.uuid } }),
    );
    assert.equal(late.status, 422, await late.text());
  });
});
