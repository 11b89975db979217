import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { bearer, GatehouseApi } from '@gatehouse/client';
import { openSite } from '@gatehouse/platform/testing';
import { localDisk } from '../disk/local-disk.ts';
import { Engine } from '../engine.ts';
import { findingsOf } from '../findings/find.ts';
import { findingWords } from '../findings/finding-words.ts';
import { machine } from '../machine.ts';
import { translator } from '../messages/translate.ts';
import { everything } from '../rules/folder-rule.ts';
import { sqliteKeeper } from '../store/sqlite-keeper.ts';
import { DocumentsRemote } from './documents-remote.ts';

const day = 86_400_000;

test('a server that says no name of a file stops no mount, takes nothing away and is told of', async (context) => {
  const site = await openSite();
  const folder = await mkdtemp(join(tmpdir(), 'drive-nameless-'));
  const engines: Engine[] = [];
  let later = 0;
  context.after(async () => {
    for (const engine of engines) engine.close();
    await site.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** What it answers in the place of names. */
  const names = new Map<string, unknown>();
  const withoutNames = async (...[input, init]: Parameters<typeof fetch>): Promise<Response> => {
    const response = await fetch(input, init);
    if (!response.headers.get('content-type')?.includes('json')) return response;
    const { status } = response;
    const answer = JSON.parse(await response.text(), (_, value) => {
      if (typeof value?.name !== 'string') return value;
      const isFile = value.document_type === 'file' || value.file_versions !== undefined;
      const item = `${isFile ? 'file' : 'folder'} ${value.id}`;
      return names.has(item) ? { ...value, name: names.get(item) } : value;
    });
    return Response.json(answer, { status });
  };
  const tokens = { accessToken: async () => site.as.admin.token, renew: async () => site.as.admin.token };
  const { url: baseUrl } = site.platform;
  const scope = { companyId: site.companyId, projectId: site.projectId };
  const api = new GatehouseApi({ baseUrl, authorizer: bearer(tokens), fetch: withoutNames });
  const mount = async (name: string) => {
    await mkdir(join(folder, name));
    const engine = await Engine.open({
      disk: localDisk(join(folder, name)),
      remote: new DocumentsRemote(api, scope),
      surroundings: { ...machine, now: () => machine.now() + later },
      keeper: sqliteKeeper(join(folder, `${name}.sqlite`)),
      mark: () => name,
      callsPerHour: 3_600,
    });
    assert.ok(engine);
    engines.push(engine);
    engine.setRule('', everything);
    return engine;
  };
  const settle = async (engine: Engine) => {
    for (let turns = 0; (await engine.cycle()).state !== 'in-step'; turns += 1)
      assert.ok(turns < 12, 'it never comes to rest');
  };
  const here = async (...path: string[]) =>
    (await readdir(join(folder, ...path))).filter((name) => name !== '.gatehouse-drive').toSorted();

  const early = await mount('early');
  await mkdir(join(folder, 'early', 'Plans'));
  for (const name of ['a.txt', 'b.txt', 'c.txt', 'd.txt'])
    await writeFile(join(folder, 'early', 'Plans', name), name);
  await settle(early);
  const plans = (await api.folders.root(scope)).folders.find(({ name }) => name === 'Plans');
  assert.ok(plans);
  const { files } = await api.folders.show(scope, plans.id);
  const idOf = (wanted: string) => files.find(({ name }) => name === wanted)?.id ?? 0;
  const [a, b, c] = ['a.txt', 'b.txt', 'c.txt'].map((name) => `file ${idOf(name)}`);
  names
    .set(a ?? '', null)
    .set(b ?? '', undefined)
    .set(c ?? '', 7);

  // The feed tells of one of them, and a day later everything is listed once more.
  await api.files.update(scope, idOf('a.txt'), { description: 'changed' });
  await settle(early);
  later += day;
  await writeFile(join(folder, 'early', 'Plans', 'b.txt'), 'of early');
  await settle(early);
  const all = ['a.txt', 'b.txt', 'c.txt', 'd.txt'];
  assert.deepEqual(await here('early', 'Plans'), all);

  // Elsewhere the others come, and what is made there is sent.
  const late = await mount('late');
  await settle(late);
  assert.deepEqual(await here('late', 'Plans'), ['d.txt']);
  await writeFile(join(folder, 'late', 'Plans', 'e.txt'), 'of late');
  await settle(late);
  await settle(early);
  assert.deepEqual(await here('early', 'Plans'), [...all, 'e.txt']);
  for (const { parts } of [early, late]) {
    const said = findingsOf(parts.state, parts.disk.profile).map(
      (each) => findingWords(each, translator('en')).said,
    );
    const expected = [a, b, c].map((item) => `the server says no name: ${item} in /Plans`);
    assert.deepEqual(said.toSorted(), expected.toSorted());
  }

  // Nor is a folder taken away that has none, with what is in it.
  names.set(`folder ${plans.id}`, null);
  later += day;
  for (const engine of [early, late]) await settle(engine);
  assert.deepEqual(await here('early', 'Plans'), [...all, 'e.txt']);
  assert.deepEqual(await here('late', 'Plans'), ['d.txt', 'e.txt']);
  await mount('later').then(settle);
  assert.deepEqual(await here('later'), []);

  // As soon as it says them again, all is as it was.
  names.clear();
  later += day;
  for (const engine of [early, late, early]) await settle(engine);
  for (const each of ['early', 'late']) assert.deepEqual(await here(each, 'Plans'), [...all, 'e.txt']);
  assert.equal(await readFile(join(folder, 'late', 'Plans', 'b.txt'), 'utf8'), 'of early');
  const there = await api.folders.show(scope, plans.id);
  assert.deepEqual(there.files.map(({ name }) => name).toSorted(), [...all, 'e.txt']);
});
