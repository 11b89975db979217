import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { signInByForm } from '../testing/sign-in-by-form.ts';
import { startPlatform, type TestPlatform } from '../testing/start-platform.ts';
import { readConsoleFiles } from './console-files.ts';
import { builtConsole } from './console-routes.ts';

let platform: TestPlatform;
before(async () => {
  platform = await startPlatform();
});
after(() => platform.close());

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(new URL(path, platform.url), { redirect: 'manual', headers });

test('the bare address leads to the console, and the signed-out from there to sign in', async () => {
  assert.equal((await get('/')).headers.get('location'), '/console/');
  assert.equal((await get('/console')).headers.get('location'), '/console/');
  for (const path of ['/console/', '/console/index.html', '/console/connected-apps', '/console/a/b?c=d']) {
    const response = await get(path);
    assert.equal(response.status, 303, path);
    assert.match(response.headers.get('location') ?? '', /^\/sign-in\?return_to=/);
  }
});

test('whoever is signed in gets the console, or is told how to build it; never from a cache', async () => {
  const [, ana] = platform.demo.people;
  assert.ok(ana);
  const browser = await signInByForm(platform.url, ana);
  const response = await browser.get('/console/anything');
  const page = await response.text();
  assert.equal(response.headers.get('cache-control'), 'no-store');
  if (response.status === 503) assert.match(page, /npm run build/);
  else assert.match(page, /<script type="module"[^>]* src="\/console\/assets\//);
});

test('a program file that is not there is not answered by a page', async () => {
  assert.equal((await get('/console/assets/gone.js')).status, 404);
});

test('no path leads out of the console’s folder', async () => {
  const ways = [
    '/console/..%2f..%2fpackage.json',
    '/console/assets/..%2f..%2f..%2fpackage.json',
    '/console/%2e%2e/package.json',
  ];
  for (const path of ways) {
    const response = await get(path);
    assert.notEqual(response.status, 200, path);
    assert.equal((await response.text()).includes('"name"'), false, path);
  }
});

test('files are known by their path; those named by their content may be kept for good', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'gatehouse-console-'));
  try {
    assert.equal((await readConsoleFiles(join(folder, 'absent'))).size, 0);
    await mkdir(join(folder, 'assets'));
    await writeFile(join(folder, 'index.html'), '<!doctype html>');
    await writeFile(join(folder, 'assets', 'app-1a2b.js'), 'export {};');
    await writeFile(join(folder, 'secret.key'), 'not for the web');
    const files = await readConsoleFiles(folder);
    assert.deepEqual([...files.keys()].sort(), ['assets/app-1a2b.js', 'index.html']);
    assert.equal(files.get('assets/app-1a2b.js')?.forGood, true);
    assert.equal(files.get('index.html')?.forGood, false);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('a program file travels in gzip to whoever takes it, and plain to others', async () => {
  const files = await readConsoleFiles(builtConsole);
  const [name, file] = [...files].find(([, { packed }]) => packed !== undefined) ?? [];
  assert.ok(name !== undefined && file !== undefined, 'the console is built');
  for (const [accepted, encoding] of [
    ['gzip, deflate, br', 'gzip'],
    ['br;q=1.0, gzip;q=0.8', 'gzip'],
    ['gzip;q=0', null],
    ['identity', null],
    ['br', null],
  ] as const) {
    const response = await get(`/console/${name}`, { 'accept-encoding': accepted });
    assert.equal(response.headers.get('content-encoding'), encoding, accepted);
    assert.match(response.headers.get('vary') ?? '', /accept-encoding/);
    assert.deepEqual(Buffer.from(await response.arrayBuffer()), file.content, accepted);
  }
});

test('a style sheet is kept for good under the address that names its content, and checked under any other', async () => {
  const page = await (await get('/sign-in')).text();
  const href = /<link rel="stylesheet" href="([^"]+)"/.exec(page)?.[1] ?? '';
  const named = await get(href);
  assert.equal(named.headers.get('cache-control'), 'public, max-age=31536000, immutable');
  assert.equal(named.headers.get('content-type'), 'text/css; charset=utf-8');
  const plain = await get('/assets/pages.css?v=old');
  assert.equal(plain.headers.get('cache-control'), 'public, no-cache');
  const etag = plain.headers.get('etag') ?? '';
  assert.equal((await get('/assets/pages.css', { 'if-none-match': etag })).status, 304);
  assert.equal((await get('/favicon.ico')).headers.get('content-type'), 'image/svg+xml');
});

test('where there is nothing, people get a page in their language and programs get JSON', async () => {
  const page = await get('/nothing', { accept: 'text/html', 'accept-language': 'es' });
  assert.equal(page.status, 404);
  assert.match(await page.text(), /<h1>Aquí no hay nada<\/h1>/);
  const json = await get('/rest/v1.0/nothing');
  assert.equal(json.status, 404);
  assert.deepEqual(await json.json(), { errors: ['There is nothing here.'] });
});
