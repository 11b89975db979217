import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, it } from 'node:test';
import type { UnifiedUpload, Upload } from '@gatehouse/wire';
import { readDemoFile } from '../demo/demo-file.ts';
import { signInByForm } from '../testing/sign-in-by-form.ts';
import { chainsOf } from './chains.test-support.ts';
import { type Estate, openEstate, type PlatformProcess } from './platform-process.test-support.ts';

/** 16 or 32 MiB, by the shell: more than the database needs here. */
const fileBlocks = 32_768;
const tooLarge = 40 * 2 ** 20;

let estate: Estate;
let platform: PlatformProcess;
let call: (path: string, init?: RequestInit) => Promise<Response>;
let projectId: number;
let companyId: number;
before(async () => {
  estate = await openEstate();
  platform = await estate.start({ GATEHOUSE_MAX_PUT: String(2 * tooLarge) }, { fileBlocks });
  const demo = await readDemoFile(estate.dataDir);
  const person = demo?.people.find(({ email }) => email.startsWith('jim@'));
  const app = demo?.apps.find(({ name }) => name === 'Safety App');
  const company = demo?.companies.find(({ name }) => name === 'Ridgeline Construction');
  const project = company?.projects.find(({ name }) => name === 'Harbor Tower');
  assert.ok(person && app && company && project);
  projectId = project.id;
  companyId = company.id;
  const chains = chainsOf(platform.url, app);
  const chain = await chains.begin(await signInByForm(platform.url, person));
  await chains.redeem(chain);
  const headers = { authorization: `Bearer ${chain.accessToken}`, 'procore-company-id': String(company.id) };
  call = (path, init = {}) =>
    fetch(new URL(path, platform.url), { ...init, headers: { ...headers, ...init.headers } });
});
after(() => estate[Symbol.asyncDispose]());

function upload(name: string, bytes: number): Promise<Response> {
  const form = new FormData();
  form.set('file[name]', name);
  form.set('file[data]', new Blob([new Uint8Array(bytes)]), name);
  return call(`/rest/v1.0/files?project_id=${projectId}`, { method: 'POST', body: form });
}

async function namesInRoot(): Promise<string[]> {
  const root = await call(`/rest/v1.0/folders?project_id=${projectId}`);
  return ((await root.json()) as { files: { name: string }[] }).files.map(({ name }) => name);
}

it('an upload for which there is no space is refused with 507: nothing is half there, and its space is free', async () => {
  const before = await namesInRoot();
  const changes = async () => await (await call(`/rest/v1.0/projects/${projectId}/documents`)).json();
  const listed = await changes();
  for (let attempt = 0; attempt < 2; attempt += 1) {
    const refused = await upload('Too large.bin', tooLarge);
    assert.equal(refused.status, 507);
    assert.deepEqual(await refused.json(), {
      errors: ['There is no space left to store this file. Nothing was stored.'],
    });
  }
  assert.deepEqual(await namesInRoot(), before);
  assert.deepEqual(await changes(), listed);
  const left = await readdir(estate.dataDir, { recursive: true });
  assert.deepEqual(
    left.filter((path) => path.split('/').includes('incoming') && !path.endsWith('incoming')),
    [],
  );
  assert.ok(
    left.some((path) => path.includes(join('incoming'))),
    'the folder that was looked into is there',
  );
});

it('what fits is taken all the while, also under the name that found no space', async () => {
  const taken = await upload('Too large.bin', 1_000);
  assert.equal(taken.status, 201, await taken.text());
  assert.equal((await upload('Larger.bin', tooLarge)).status, 507);
  assert.ok((await namesInRoot()).includes('Too large.bin'));
});

it('so is each other way in: a file at its name, the form and the part of an upload, which go on with what fits', async () => {
  const json = async <Body>(method: string, path: string, body: object): Promise<Body> => {
    const headers = { 'content-type': 'application/json' };
    return (await (await call(path, { method, headers, body: JSON.stringify(body) })).json()) as Body;
  };
  const root = (await (await call(`/rest/v1.0/folders?project_id=${projectId}`)).json()) as { id: number };
  const bytes = new Uint8Array(tooLarge);
  const form = await json<Upload>('POST', `/rest/v1.1/projects/${projectId}/uploads`, {
    response_filename: 'Form.bin',
  });
  const parts = await json<UnifiedUpload>(
    'POST',
    `/rest/v2.1/companies/${companyId}/projects/${projectId}/uploads`,
    {
      file_name: 'Part.bin',
      file_size: tooLarge,
      content_type: 'application/octet-stream',
      segments: [{ size: tooLarge, sha256: createHash('sha256').update(bytes).digest('hex') }],
    },
  );
  const send = (content: Uint8Array<ArrayBuffer>) => {
    const body = new FormData();
    for (const [name, value] of Object.entries(form.fields ?? {})) body.set(name, value);
    body.set('file', new Blob([content]), 'x.bin');
    return fetch(form.url ?? '', { method: 'POST', body });
  };
  const names = await namesInRoot();
  const stored = () => readdir(join(estate.dataDir, 'blobs'), { recursive: true });
  const before = (await stored()).sort();
  for (const [way, refused] of Object.entries({
    'a file at its name': await call(
      `/rest/v1.0/folders/${root.id}/content/Put.bin?project_id=${projectId}`,
      { method: 'PUT', headers: { 'content-type': 'application/octet-stream' }, body: bytes },
    ),
    'the form of an upload': await send(bytes),
    'a part of an upload': await fetch(parts.data.segments[0]?.url ?? '', { method: 'PUT', body: bytes }),
  })) {
    assert.equal(refused.status, 507, `${way}: ${refused.status}`);
    assert.match(await refused.text(), /no space left to store this file/, way);
  }
  assert.deepEqual((await stored()).sort(), before);
  assert.deepEqual(await namesInRoot(), names);
  const sent = await send(new Uint8Array(1_000));
  assert.equal(sent.status, 204, await sent.text());
  const file = await json<{ size: number }>('POST', `/rest/v1.0/files?project_id=${projectId}`, {
    file: { upload_uuid: form.uuid },
  });
  assert.equal(file.size, 1_000, JSON.stringify(file));
});
