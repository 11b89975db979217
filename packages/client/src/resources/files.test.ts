import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { GatehouseApi } from '../gatehouse-api.ts';
import { localPeer, type Received } from '../local-peer.test-support.ts';
import { fileContent } from '../node.ts';
import { ApiError, RateLimited } from '../rest/api-errors.ts';
import { bearer } from '../rest/authorizer.ts';

const authorizer = bearer({ accessToken: async () => 'token', renew: async () => 'token-2' });
const project = { companyId: 7, projectId: 70 };
const company = { companyId: 7 };

const textOf = (stream: ReadableStream<Uint8Array>) => new Response(stream).text();

/** The multipart body of a request, read by the platform's own parser. */
function formIn({ body, headers }: Received): Promise<FormData> {
  const type = headers['content-type'] ?? '';
  return new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData();
}

test('an upload is multipart with bracketed names and its bytes last, streamed from disk, and may be sent twice', async (context) => {
  const folder = await mkdtemp(join(tmpdir(), 'gatehouse-client-'));
  context.after(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, 'plan.txt'), 'two storeys');
  const peer = await localPeer(context, ({ headers }) =>
    headers.authorization === 'Bearer token-2' ? { status: 201, body: { id: 5 } } : { status: 401 },
  );
  const api = new GatehouseApi({ baseUrl: peer.url, authorizer });
  const content = await fileContent(join(folder, 'plan.txt'));
  const file = await api.files.upload(project, {
    name: 'plan.txt',
    parent_id: 3,
    explicit_permissions: true,
    content,
  });
  assert.equal(file.id, 5);
  assert.equal(peer.requests.length, 2);
  for (const request of peer.requests) {
    assert.deepEqual([request.method, request.path], ['POST', '/rest/v1.0/files']);
    assert.equal(request.query.get('project_id'), '70');
    const form = [...(await formIn(request))];
    assert.deepEqual(form.slice(0, -1), [
      ['file[name]', 'plan.txt'],
      ['file[parent_id]', '3'],
      ['file[explicit_permissions]', 'true'],
    ]);
    const [name, data] = form.at(-1) ?? [];
    assert.equal(name, 'file[data]');
    assert.ok(data instanceof File);
    assert.deepEqual([data.name, await data.text()], ['plan.txt', 'two storeys']);
  }
});

test('several small files go up in one form: what they are, then all their bytes', async (context) => {
  const answer = {
    files: [
      { status: 201, file: { id: 5 } },
      { status: 422, errors: { name: ['is taken'] } },
      { status: 503, errors: ['Later.'] },
    ],
  };
  const peer = await localPeer(context, () => ({ status: 207, body: answer }));
  const api = new GatehouseApi({ baseUrl: peer.url, authorizer });
  const bytes = (text: string) => new TextEncoder().encode(text);
  const files = [
    { parent_id: 3, name: 'a ü.txt', content: bytes('one'), sha256: 'a'.repeat(64), idempotency_token: 't' },
    { parent_id: 4, name: 'b', content: bytes(''), sha256: 'b'.repeat(64) },
    { parent_id: 4, name: 'c', content: bytes('three'), sha256: 'c'.repeat(64), private: true },
  ];
  const [made, taken, later] = await api.files.uploadEach(project, files);
  assert.deepEqual(made, { id: 5 });
  assert.ok(taken instanceof ApiError);
  assert.deepEqual([taken.status, taken.errors], [422, ['name is taken']]);
  assert.ok(later instanceof RateLimited);
  const [request] = peer.requests;
  assert.ok(request);
  assert.deepEqual([request.method, request.path], ['POST', '/rest/v1.0/files/batch']);
  const form = await formIn(request);
  assert.deepEqual([...form.keys()], ['files', 'data']);
  assert.deepEqual(
    JSON.parse(String(form.get('files'))),
    files.map(({ content, ...file }) => ({ ...file, size: content.length })),
  );
  const data = form.get('data');
  assert.ok(data instanceof File);
  assert.equal(await data.text(), 'onethree');
});

test('several small versions come in one form, each with its bytes or why not', async (context) => {
  const list = [
    { id: 5, status: 200, size: 3 },
    { id: 6, status: 404, errors: ['Item not found'] },
    { id: 7, status: 200, size: 0 },
    { id: 8, status: 200, size: 5 },
  ];
  const body = [
    '--cut\r\ncontent-disposition: form-data; name="files"\r\ncontent-type: application/json\r\n\r\n',
    `${JSON.stringify(list)}\r\n`,
    '--cut\r\ncontent-disposition: form-data; name="data"; filename="data"\r\n\r\noneeight\r\n--cut--\r\n',
  ].join('');
  const headers = { 'content-type': 'multipart/form-data; boundary=cut' };
  const peer = await localPeer(context, () => ({ headers, body: Buffer.from(body) }));
  const api = new GatehouseApi({ baseUrl: peer.url, authorizer });
  const contents = await api.files.contents(project, [5, 6, 7, 8]);
  const [request] = peer.requests;
  assert.equal(
    `${request?.path}?${request?.query}`,
    '/rest/v1.0/file_versions/contents?project_id=70&ids=5%2C6%2C7%2C8',
  );
  const texts = [...contents].map(([id, each]) => [
    id,
    each instanceof ApiError ? each.status : String(Buffer.from(each)),
  ]);
  assert.deepEqual(texts, [
    [5, 'one'],
    [6, 404],
    [7, ''],
    [8, 'eight'],
  ]);
});

test('the company level has its own paths, and no project in the query', async (context) => {
  const peer = await localPeer(context, () => ({ body: { id: 1, files: [], folders: [] } }));
  const api = new GatehouseApi({ baseUrl: peer.url, authorizer });
  await api.folders.root(company);
  await api.folders.create(company, { name: 'Drawings', parent_id: 1 });
  await api.folders.update(company, 2, { explicit_permissions: true });
  await api.folders.delete(company, 2);
  await api.files.show(company, 9);
  await api.files.list(company, 2);
  assert.deepEqual(
    peer.requests.map(({ method, path, query, body }) => `${method} ${path}?${query} ${body}`.trim()),
    [
      'GET /rest/v1.0/companies/7/folders?',
      'POST /rest/v1.0/companies/7/folders? {"folder":{"name":"Drawings","parent_id":1}}',
      'PATCH /rest/v1.0/companies/7/folders/2? {"folder":{"explicit_permissions":true}}',
      'DELETE /rest/v1.0/companies/7/folders/2?',
      'GET /rest/v1.0/companies/7/files/9?',
      'GET /rest/v1.0/companies/7/folders/2?exclude_folders=true',
    ],
  );
  assert.ok(peer.requests.every((request) => request.headers['procore-company-id'] === '7'));
});

test('a download at home is authorized and streams the bytes', async (context) => {
  const headers = { 'content-type': 'text/plain' };
  const peer = await localPeer(context, () => ({ body: Buffer.from('two storeys'), headers }));
  const api = new GatehouseApi({ baseUrl: peer.url, authorizer });
  const download = await api.files.download(project, { url: `${peer.url}/rest/v1.0/content/5?sig=x` });
  assert.deepEqual([download.size, download.contentType], [11, 'text/plain']);
  assert.equal(await textOf(download.stream), 'two storeys');
  assert.equal(peer.requests[0]?.headers.authorization, 'Bearer token');
  assert.equal(peer.requests[0]?.headers['procore-company-id'], '7');
});

test('the bearer goes neither to a storage host named by the API nor along a redirect to one', async (context) => {
  const storage = await localPeer(context, () => ({ body: Buffer.from('bytes') }));
  const peer = await localPeer(context, () => ({
    status: 302,
    headers: { location: `${storage.url}/redirected` },
  }));
  const api = new GatehouseApi({ baseUrl: peer.url, authorizer });
  for (const url of [`${storage.url}/named`, `${peer.url}/content/5`]) {
    const { stream } = await api.files.download(project, { url });
    assert.equal(await textOf(stream), 'bytes');
  }
  assert.deepEqual(
    storage.requests.map(({ path, headers }) => [path, headers.authorization]),
    [
      ['/named', undefined],
      ['/redirected', undefined],
    ],
  );
});

test('the flat index is paged, and its filters are written as the API reads them', async (context) => {
  const peer = await localPeer(context, () => ({ body: [] }));
  const api = new GatehouseApi({ baseUrl: peer.url, authorizer });
  const view = { sort: '-name', filters: { search: 'floor pl', created_by_id: [1, 2] } };
  assert.deepEqual(await api.documents.list(project, view).all(), []);
  await api.documents.list(company).all();
  await api.documents.atPath(company, 'Drawings/A 101.pdf');
  assert.deepEqual(
    peer.requests.map(({ path }) => path),
    [
      '/rest/v1.0/projects/70/documents',
      '/rest/v1.0/companies/7/documents',
      '/rest/v1.0/companies/7/documents/by_path',
    ],
  );
  const [{ query } = assert.fail(), , { query: path } = assert.fail()] = peer.requests;
  assert.deepEqual(
    [query.get('sort'), query.get('filters[search]'), query.getAll('filters[created_by_id][]')],
    ['-name', 'floor pl', ['1', '2']],
  );
  assert.equal(path.get('path'), 'Drawings/A 101.pdf');
});

test('a new version is its bytes or an upload made before; copies, lists and the bin have their own paths', async (context) => {
  const peer = await localPeer(context, () => ({ body: { id: 9 } }));
  const api = new GatehouseApi({ baseUrl: peer.url, authorizer });
  await api.files.addVersion(project, 5, { name: 'plan.txt', content: new Blob(['three storeys']) });
  await api.files.addVersion(project, 5, { upload_uuid: 'U1' });
  await api.files.promote(project, 8);
  await api.folders.copy(company, 2, { parent_id: 1 });
  await api.files.setAccess(project, 5, { private: true, person_ids: [3], group_ids: [] });
  await api.recycleBin.restore(project, 5);
  await api.recycleBin.purgeAll(company);
  assert.deepEqual(
    peer.requests.map(({ method, path, query }) => [method, path, Object.fromEntries(query)]),
    [
      ['POST', '/rest/v1.0/file_versions', { project_id: '70', file_id: '5' }],
      ['POST', '/rest/v1.0/file_versions', { project_id: '70', file_id: '5' }],
      ['POST', '/rest/v1.0/file_versions/8/promote', { project_id: '70' }],
      ['POST', '/rest/v1.0/companies/7/folders/2/copy', {}],
      ['PUT', '/rest/v1.0/files/5/access', { project_id: '70' }],
      ['POST', '/rest/v1.0/recycle_bin/5/restore', { project_id: '70' }],
      ['DELETE', '/rest/v1.0/companies/7/recycle_bin', {}],
    ],
  );
  const [first, second] = peer.requests;
  assert.ok(first && second);
  const form = await formIn(first);
  assert.equal(form.get('file_version[name]'), 'plan.txt');
  assert.equal(await (form.get('file_version[data]') as File).text(), 'three storeys');
  assert.deepEqual(JSON.parse(String(second.body)), { file_version: { upload_uuid: 'U1' } });
});

test('a small file is put at its name in one request, under the conditions that were asked for', async (context) => {
  const peer = await localPeer(context, () => ({ status: 201, body: { id: 9 } }));
  const api = new GatehouseApi({ baseUrl: peer.url, authorizer });
  const bytes = new Blob(['two storeys'], { type: 'text/plain' });
  const how = { ifRevision: '7', idempotencyToken: 'T', sha256: 'ab', contentType: 'text/plain' };
  await api.files.put(project, 3, 'Plan 1/2 ü.txt', bytes, how);
  await api.files.put(company, 3, 'plan.txt', bytes, { ifNew: true, private: true });
  const [first, second] = peer.requests;
  assert.ok(first && second);
  assert.deepEqual(
    [first.method, first.path, Object.fromEntries(first.query), String(first.body)],
    [
      'PUT',
      '/rest/v1.0/folders/3/content/Plan%201%2F2%20%C3%BC.txt',
      { project_id: '70', content_type: 'text/plain' },
      'two storeys',
    ],
  );
  const { headers } = first;
  assert.deepEqual(
    [headers['content-type'], headers['if-match'], headers['idempotency-token'], headers['x-content-sha256']],
    ['application/octet-stream', '"7"', 'T', 'ab'],
  );
  assert.deepEqual(
    [second.path, second.headers['if-none-match'], Object.fromEntries(second.query)],
    ['/rest/v1.0/companies/7/folders/3/content/plan.txt', '*', { private: 'true' }],
  );
});

test('a folder comes as the bytes of a zip', async (context) => {
  const peer = await localPeer(context, () => ({ body: Buffer.from('PK') }));
  const api = new GatehouseApi({ baseUrl: peer.url, authorizer });
  assert.equal(await textOf(await api.folders.zip(project, 3)), 'PK');
  assert.equal(await textOf(await api.folders.zip(company, 3)), 'PK');
  assert.deepEqual(
    peer.requests.map(({ method, path, query, headers }) => `${method} ${path}?${query} ${headers.accept}`),
    [
      'GET /rest/v1.0/folders/3/zip?project_id=70 application/zip',
      'GET /rest/v1.0/companies/7/folders/3/zip? application/zip',
    ],
  );
});
