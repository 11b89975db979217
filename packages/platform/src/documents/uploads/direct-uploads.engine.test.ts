import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { UnifiedUpload, UnifiedUploadStatus, Upload } from '@gatehouse/wire';
import type { Api, At } from '../testing/api.ts';
import { levelsOfTool } from '../testing/api.ts';
import { openSite, type Site } from '../testing/site.ts';

const digest = (content: Uint8Array) => createHash('sha256').update(content).digest('hex');
const day = 86_400_000;

describe('uploads to an address of their own', () => {
  let site: Site;
  before(async () => {
    site = await openSite();
  });
  after(() => site.close());

  const base = (at: At, version: string) => {
    const { companyId, projectId } = site;
    if (at === 'company') return `/rest/${version}/companies/${companyId}/uploads`;
    return version === 'v2.1'
      ? `/rest/v2.1/companies/${companyId}/projects/${projectId}/uploads`
      : `/rest/${version}/projects/${projectId}/uploads`;
  };
  async function json<Body>(api: Api, method: string, path: string, body?: object) {
    const response = await api.call(path, {
      method,
      ...(body === undefined
        ? {}
        : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    return { status: response.status, body: (await response.json()) as Body };
  }
  const createFile = (api: Api, at: At, file: object) =>
    json<{ id: number; url: string; name: string }>(api, 'POST', api.path(at, 'files'), { file });
  const stored = async () => {
    const entries = await readdir(join(site.platform.dataDir, 'blobs'), {
      recursive: true,
      withFileTypes: true,
    });
    return entries.filter((entry) => entry.isFile()).map((entry) => entry.name);
  };

  async function postForm({ url = '', fields = {} }: Upload, content: Uint8Array<ArrayBuffer>) {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    form.set('file', new Blob([content]), 'x.bin');
    return await fetch(url, { method: 'POST', body: form });
  }

  const first = randomBytes(5 * 2 ** 20 + 1);
  const last = randomBytes(1000);
  const whole = Buffer.concat([first, last]);
  const segments = [first, last].map((part) => ({ size: part.length, sha256: digest(part) }));
  const beginUnified = (api: Api, at: At, fields: object = {}) =>
    json<UnifiedUpload>(api, 'POST', base(at, 'v2.1'), {
      file_name: 'Plan.pdf',
      file_size: whole.length,
      content_type: 'application/pdf',
      segments,
      ...fields,
    });
  async function put(
    segment: { url?: string; headers?: Record<string, string> } | undefined,
    content: Uint8Array<ArrayBuffer>,
  ) {
    assert.ok(segment?.url);
    const response = await fetch(segment.url, { method: 'PUT', body: content });
    await response.arrayBuffer();
    return response;
  }
  async function finished(api: Api, at: At) {
    const begun = await beginUnified(api, at);
    const { upload_id: id, segments: places } = begun.body.data;
    const etags = [await put(places[0], first), await put(places[1], last)].map((each) =>
      each.headers.get('etag'),
    );
    const done = await json<UnifiedUploadStatus>(api, 'PATCH', `${base(at, 'v2.1')}/${id}`, {
      part_etags: etags,
    });
    assert.equal(done.body.data.status, 'complete', JSON.stringify(done));
    return id;
  }

  for (const at of levelsOfTool) {
    it(`as a form, of a ${at}: fields and then the file, without a token`, async () => {
      const api = site.as.standard;
      const begun = await json<Upload>(api, 'POST', base(at, 'v1.1'), {
        response_filename: 'Form.txt',
        response_content_type: 'text/plain',
      });
      assert.equal(begun.status, 201);
      assert.match(begun.body.uuid, /^[0-9A-Za-z]{26}$/);
      const early = await createFile(api, at, { upload_uuid: begun.body.uuid, name: 'Too early.txt' });
      assert.equal(early.status, 422);
      const sent = await postForm(begun.body, Buffer.from('by form'));
      assert.equal(sent.status, 204);
      const file = await createFile(api, at, { upload_uuid: begun.body.uuid });
      assert.equal(file.status, 201, JSON.stringify(file.body));
      assert.equal(file.body.name, 'Form.txt');
      assert.equal(await (await site.as.reader.call(file.body.url)).text(), 'by form');
      const again = await createFile(api, at, { upload_uuid: begun.body.uuid, name: 'Again.txt' });
      assert.equal(again.status, 422, 'one upload is one file');
    });

    it(`in segments of v1.1, of a ${at}`, async () => {
      const api = site.as.standard;
      const begun = await json<Upload>(api, 'POST', base(at, 'v1.1'), {
        response_filename: 'Segments.bin',
        size: String(whole.length),
        segments,
      });
      assert.equal(begun.body.status, 'ready', JSON.stringify(begun));
      const path = `${base(at, 'v1.1')}/${begun.body.uuid}`;
      const tags = [await put(begun.body.segments?.[0], first)].map((each) => ({
        etag: each.headers.get('etag'),
      }));
      const half = await json<Upload>(api, 'PATCH', path, { segments: tags });
      assert.equal(half.body.status, 'receiving');
      const { body: seen } = await json<Upload>(api, 'GET', path);
      assert.deepEqual(
        seen.segments?.map(({ etag }) => etag !== null),
        [true, false],
      );
      tags.push({ etag: (await put(seen.segments?.[1], last)).headers.get('etag') });
      const done = await json<Upload>(api, 'PATCH', path, { segments: tags });
      assert.equal(done.body.status, 'complete', JSON.stringify(done.body));
      const file = await createFile(api, at, { upload_uuid: begun.body.uuid, name: 'Segments.bin' });
      const bytes = await (await site.as.reader.call(file.body.url)).arrayBuffer();
      assert.deepEqual(Buffer.from(bytes), whole);
    });

    it(`in parts of v2.1, of a ${at}: resumed where they were left`, async () => {
      const api = site.as.standard;
      const begun = await beginUnified(api, at, { custom_metadata: { mark: 'mine' } });
      assert.equal(begun.status, 201, JSON.stringify(begun.body));
      const { upload_id: id, segments: places, status } = begun.body.data;
      assert.equal(status, 'ready');
      const path = `${base(at, 'v2.1')}/${id}`;
      const two = await put(places[1], last);
      const half = await json<UnifiedUploadStatus>(api, 'PATCH', path, {
        part_etags: [null, two.headers.get('etag')],
      });
      assert.deepEqual([half.status, half.body.data.status], [200, 'receiving']);
      const { body: seen } = await json<UnifiedUpload>(api, 'GET', `${path}?url_expires_in=60`);
      assert.deepEqual(
        seen.data.segments.map(({ etag }) => etag),
        [null, two.headers.get('etag')],
      );
      assert.deepEqual(seen.data.custom_metadata, { mark: 'mine' });
      const one = await put(seen.data.segments[0], first);
      const etags = [one, two].map((each) => each.headers.get('etag'));
      const done = await Promise.all(
        [1, 2, 3].map(() => json<UnifiedUploadStatus>(api, 'PATCH', path, { part_etags: etags })),
      );
      for (const { status, body } of done) assert.deepEqual([status, body.data?.status], [200, 'complete']);
      const now = await json<UnifiedUpload>(api, 'GET', path);
      assert.deepEqual([now.body.data.status, now.body.data.segments], ['available', []]);
      const file = await createFile(api, at, { upload_uuid: id, name: `Unified ${at}.pdf` });
      const response = await site.as.reader.call(file.body.url);
      assert.equal(response.headers.get('content-type'), 'application/pdf');
      assert.equal(digest(new Uint8Array(await response.arrayBuffer())), digest(whole));
    });
  }

  it('whose md5 was announced say it back, and take no other bytes', async () => {
    const md5 = (bytes: Uint8Array) => createHash('md5').update(bytes);
    const announced = segments.map((segment, place) => ({
      ...segment,
      md5: place === 0 ? md5(first).digest('hex') : md5(first).digest('base64'),
    }));
    const body = { response_filename: 'Both.bin', size: whole.length, segments: announced };
    const begun = await json<Upload>(site.as.standard, 'POST', base('project', 'v1.1'), body);
    assert.equal(begun.status, 201, JSON.stringify(begun.body));
    const [one, two] = begun.body.segments ?? [];
    assert.equal(one?.md5, md5(first).digest('hex'));
    assert.equal(one?.headers?.['content-md5'], md5(first).digest('base64'));
    assert.equal((await put(one, first)).status, 200);
    const wrong = await put(two, last);
    assert.equal(wrong.status, 422, 'the sha256 is right, and the md5 is of other bytes');
    const odd = { ...body, segments: [{ ...segments[0], md5: 'none' }] };
    assert.equal((await json(site.as.standard, 'POST', base('project', 'v1.1'), odd)).status, 400);
  });

  it('of one person are a thousand at once and no more, whoever else begins some', async () => {
    const begin = (who: Api) =>
      json(who, 'POST', base('company', 'v1.1'), { response_filename: 'One of many.txt' });
    const { database, clock } = site.platform.house;
    const now = clock.now();
    await database.write(async (tx) => {
      const { plan } = await tx.selectFrom('uploads').select('plan').limit(1).executeTakeFirstOrThrow();
      const rows = Array.from({ length: 1_000 }, (_, index) => ({
        id: `many ${index}`,
        company_id: site.companyId,
        project_id: null,
        person_id: site.ids.colleague,
        kind: 'form' as const,
        plan,
        created_at: now,
        expires_at: now + 60_000,
        completed_at: null,
        used_at: null,
        location: null,
        sha256: null,
        size: null,
      }));
      for (let from = 0; from < rows.length; from += 200)
        await tx
          .insertInto('uploads')
          .values(rows.slice(from, from + 200))
          .execute();
    });
    assert.equal((await begin(site.as.colleague)).status, 422);
    assert.equal((await begin(site.as.standard)).status, 201);
    await database.write((tx) =>
      tx.updateTable('uploads').set({ used_at: now }).where('id', '=', 'many 7').execute(),
    );
    assert.equal((await begin(site.as.colleague)).status, 201);
    await database.write((tx) => tx.deleteFrom('uploads').where('id', 'like', 'many %').execute());
  });

  it('leave no more than their one content behind', async () => {
    const before = await stored();
    const content = randomBytes(1000);
    const begun = await json<Upload>(site.as.standard, 'POST', base('project', 'v1.1'), {
      response_filename: 'One.bin',
    });
    await postForm(begun.body, content);
    await createFile(site.as.standard, 'project', { upload_uuid: begun.body.uuid });
    assert.equal((await stored()).length, before.length + 1);
  });

  it('with other bytes than announced store nothing, and can be sent again', async () => {
    const { body } = await beginUnified(site.as.standard, 'project');
    const before = await stored();
    const wrong = await put(body.data.segments[1], randomBytes(1000));
    assert.equal(wrong.status, 422);
    const short = await put(body.data.segments[1], randomBytes(999));
    assert.equal(short.status, 400);
    assert.deepEqual(await stored(), before);
    assert.equal((await put(body.data.segments[1], last)).status, 200);
    assert.equal(
      (await put(body.data.segments[1], last)).status,
      200,
      'the same part again is the same part',
    );
    assert.equal((await stored()).length, before.length + 1);
  });

  it('whose whole is not what was announced are refused', async () => {
    const api = site.as.standard;
    const { body } = await beginUnified(api, 'project', { sha256: digest(last) });
    const { upload_id: id, segments: places } = body.data;
    const etags = [await put(places[0], first), await put(places[1], last)].map((each) =>
      each.headers.get('etag'),
    );
    const path = `${base('project', 'v2.1')}/${id}`;
    const swapped = await json(api, 'PATCH', path, { part_etags: etags.toReversed() });
    assert.equal(swapped.status, 422);
    const done = await json(api, 'PATCH', path, { part_etags: etags });
    assert.equal(done.status, 422);
    assert.equal((await createFile(api, 'project', { upload_uuid: id, name: 'Never.pdf' })).status, 422);
  });

  it('belong to their creator and their place, for all others they are not there', async () => {
    const id = await finished(site.as.standard, 'project');
    const { colleague, admin, reader, standard } = site.as;
    for (const api of [colleague, admin]) {
      assert.equal((await json(api, 'GET', `${base('project', 'v2.1')}/${id}`)).status, 404);
      assert.equal(
        (await json(api, 'PATCH', `${base('project', 'v2.1')}/${id}`, { part_etags: [] })).status,
        404,
      );
      assert.equal((await createFile(api, 'project', { upload_uuid: id, name: 'Stolen.pdf' })).status, 422);
    }
    assert.equal((await json(standard, 'GET', `${base('company', 'v2.1')}/${id}`)).status, 404);
    assert.equal((await createFile(standard, 'company', { upload_uuid: id, name: 'Moved.pdf' })).status, 422);
    assert.equal((await beginUnified(reader, 'project')).status, 403);
    assert.equal((await createFile(standard, 'project', { upload_uuid: id, name: 'Mine.pdf' })).status, 201);
  });

  it('take no token, no changed address, and none that is old', async () => {
    const { body } = await beginUnified(site.as.standard, 'project');
    const [{ url } = { url: '' }, other] = body.data.segments;
    const status = async (address: string, headers = {}) => {
      const response = await fetch(address, { method: 'PUT', body: first, headers });
      await response.arrayBuffer();
      return response.status;
    };
    assert.equal(await status(url, { authorization: `Bearer ${site.as.standard.token}` }), 400);
    assert.equal(await status(url.replace('/parts/1', '/parts/2')), 403);
    assert.equal(
      await status(url.replace(/sig=.*/, `sig=${new URL(other?.url ?? '').searchParams.get('sig')}`)),
      403,
    );
    assert.equal(await status(url.replace(/expires=(\d)/, 'expires=9')), 403);
    site.platform.clock.advance(3_600_001);
    assert.equal(await status(url), 403);
    const fresh = await json<UnifiedUpload>(
      site.as.standard,
      'GET',
      `${base('project', 'v2.1')}/${body.data.upload_id}`,
    );
    assert.equal(await status(fresh.body.data.segments[0]?.url ?? ''), 200);
  });

  it('end after a day', async () => {
    const api = site.as.standard;
    const id = await finished(api, 'project');
    const { body } = await beginUnified(api, 'project');
    const path = `${base('project', 'v2.1')}/${body.data.upload_id}`;
    site.platform.clock.advance(day + 1);
    const late = await json(api, 'PATCH', path, { part_etags: ['a', 'b'] });
    assert.equal(late.status, 410);
    assert.equal((await createFile(api, 'project', { upload_uuid: id, name: 'Late.pdf' })).status, 422);
  });

  it('of parts too small, too many bytes, or a sum that is wrong are refused at the start', async () => {
    const api = site.as.standard;
    const small = [{ size: 10, sha256: digest(last) }, ...segments];
    assert.equal(
      (await beginUnified(api, 'project', { segments: small, file_size: whole.length + 10 })).status,
      422,
    );
    assert.equal((await beginUnified(api, 'project', { file_size: whole.length + 1 })).status, 422);
    const huge = 2 ** 50;
    const one = [{ size: huge, sha256: digest(last) }];
    assert.equal((await beginUnified(api, 'project', { segments: one, file_size: huge })).status, 422);
  });
});
