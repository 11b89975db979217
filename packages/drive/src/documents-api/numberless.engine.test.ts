import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { bearer, GatehouseApi } from '@gatehouse/client';
import { openSite } from '@gatehouse/platform/testing';
import { localDisk } from '../disk/local-disk.ts';
import { Engine } from '../engine.ts';
import { machine } from '../machine.ts';
import { everything } from '../rules/folder-rule.ts';
import { sqliteKeeper } from '../store/sqlite-keeper.ts';
import { DocumentsRemote } from './documents-remote.ts';

const day = 86_400_000;

test('an item that is said without a number takes nothing away, and all goes on once it is said with it', async (context) => {
  const site = await openSite();
  const folder = await mkdtemp(join(tmpdir(), 'drive-numberless-'));
  let later = 0;
  let odd: unknown;
  const withoutNumber = async (...[input, init]: Parameters<typeof fetch>): Promise<Response> => {
    const response = await fetch(input, init);
    if (odd === undefined || !response.headers.get('content-type')?.includes('json')) return response;
    const { status } = response;
    const answer = JSON.parse(await response.text(), (_, value) =>
      value?.name === 'a.txt' ? { ...value, id: odd } : value,
    );
    return Response.json(answer, { status });
  };
  const tokens = { accessToken: async () => site.as.admin.token, renew: async () => site.as.admin.token };
  const { url: baseUrl } = site.platform;
  const api = new GatehouseApi({ baseUrl, authorizer: bearer(tokens), fetch: withoutNumber });
  await mkdir(join(folder, 'mount'));
  const engine = await Engine.open({
    disk: localDisk(join(folder, 'mount')),
    remote: new DocumentsRemote(api, { companyId: site.companyId, projectId: site.projectId }),
    surroundings: { ...machine, now: () => machine.now() + later },
    keeper: sqliteKeeper(join(folder, 'mount.sqlite')),
    mark: () => 'mount',
    callsPerHour: 3_600,
  });
  assert.ok(engine);
  context.after(async () => {
    engine.close();
    await site.close();
    await rm(folder, { recursive: true, force: true });
  });
  engine.setRule('', everything);
  const settle = async () => {
    for (let turns = 0; (await engine.cycle()).state !== 'in-step'; turns += 1)
      assert.ok(turns < 12, 'it never comes to rest');
  };
  const here = async () => (await readdir(join(folder, 'mount', 'Plans'))).toSorted();

  await mkdir(join(folder, 'mount', 'Plans'));
  for (const name of ['a.txt', 'b.txt']) await writeFile(join(folder, 'mount', 'Plans', name), name);
  await settle();
  for (odd of [null, '7', 1.5]) {
    later += day;
    assert.equal((await engine.cycle()).state, 'offline');
    assert.deepEqual(await here(), ['a.txt', 'b.txt']);
  }
  odd = undefined;
  await settle();
  await writeFile(join(folder, 'mount', 'Plans', 'c.txt'), 'c');
  await settle();
  assert.deepEqual(await here(), ['a.txt', 'b.txt', 'c.txt']);
});
