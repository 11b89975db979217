import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { bearer, GatehouseApi } from '@gatehouse/client';
import { openSite, type Site } from '@gatehouse/platform/testing';
import { localDisk } from '../disk/local-disk.ts';
import { Engine } from '../engine.ts';
import { machine } from '../machine.ts';
import { everything } from '../rules/folder-rule.ts';
import { sqliteKeeper } from '../store/sqlite-keeper.ts';
import { type BareServer, openBareServer } from './bare-server.test-support.ts';
import { DocumentsRemote } from './documents-remote.ts';

const minute = 60_000;

describe('a server of the public API, without a feed, tags, hashes, conditions or repeatable calls', () => {
  let site: Site;
  let server: BareServer;
  let folder: string;
  let here: Engine;
  let there: Engine;
  /** Added to the clock: waiting is not what is tested. */
  let later = 0;

  before(async () => {
    site = await openSite();
    server = await openBareServer(site.platform.url);
    folder = await mkdtemp(join(tmpdir(), 'drive-bare-'));
    here = await mount('here');
    there = await mount('there');
  });
  after(async () => {
    here.close();
    there.close();
    await server[Symbol.asyncDispose]();
    await site.close();
    await rm(folder, { recursive: true, force: true });
  });

  const remote = () => {
    const tokens = { accessToken: async () => site.as.admin.token, renew: async () => site.as.admin.token };
    const api = new GatehouseApi({ baseUrl: server.url, authorizer: bearer(tokens) });
    return new DocumentsRemote(api, { companyId: site.companyId, projectId: site.projectId });
  };
  async function mount(name: string, callsPerHour = 3_600): Promise<Engine> {
    await mkdir(join(folder, name));
    const engine = await Engine.open({
      disk: localDisk(join(folder, name)),
      remote: remote(),
      surroundings: { ...machine, now: () => machine.now() + later },
      keeper: sqliteKeeper(join(folder, `${name}.sqlite`)),
      mark: () => name,
      callsPerHour,
    });
    assert.ok(engine);
    engine.setRule('', everything);
    return engine;
  }
  const at = (...path: string[]) => join(folder, ...path);
  const names = async (...path: string[]) =>
    (await readdir(at(...path))).filter((name) => name !== '.gatehouse-drive').toSorted();
  /** Each looks in turn, with time between the looks, until both are in step. */
  async function settle(): Promise<void> {
    for (let quiet = 0, turns = 0; quiet < 2; turns += 1) {
      assert.ok(turns < 12, 'it never comes to rest');
      later += minute;
      const cycles = [await here.cycle(), await there.cycle()];
      for (const { state } of cycles) assert.ok(['in-step', 'working'].includes(state), state);
      quiet = cycles.every(({ state }) => state === 'in-step') ? quiet + 1 : 0;
    }
  }
  const callsOf = async (work: () => Promise<unknown>): Promise<string[]> => {
    server.calls.length = 0;
    await work();
    return [...server.calls];
  };

  it('is known for one', async () => {
    const none = {
      changes: false,
      folderTag: false,
      ifMatch: false,
      idempotency: false,
      batches: false,
      tellsDeleted: false,
    };
    assert.deepEqual(await remote().abilities(), none);
    const { folder: root } = await remote().list((await remote().root()).id);
    assert.deepEqual([root.tag, root.can], [undefined, undefined]);
  });

  it('keeps two machines in step', async () => {
    await mkdir(at('here', 'Plans'));
    await writeFile(at('here', 'Plans', 'a.txt'), 'first');
    await settle();
    assert.equal(await readFile(at('there', 'Plans', 'a.txt'), 'utf8'), 'first');
    await writeFile(at('there', 'Plans', 'a.txt'), 'second');
    await settle();
    assert.equal(await readFile(at('here', 'Plans', 'a.txt'), 'utf8'), 'second');
  });

  it('keeps both of two edits, of the same length too', async () => {
    await writeFile(at('here', 'Plans', 'a.txt'), 'ours!!');
    await writeFile(at('there', 'Plans', 'a.txt'), 'theirs');
    await settle();
    for (const side of ['here', 'there']) {
      const all = await Promise.all(
        (await names(side, 'Plans')).map((name) => readFile(at(side, 'Plans', name), 'utf8')),
      );
      assert.deepEqual(all.toSorted(), ['ours!!', 'theirs']);
    }
  });

  it('renames a folder by one call, and sends and fetches no content', async () => {
    await rename(at('here', 'Plans'), at('here', 'Drawings'));
    const calls = await callsOf(settle);
    assert.deepEqual(await names('there'), ['Drawings']);
    const changing = calls.filter((call) => !call.startsWith('GET'));
    assert.equal(changing.length, 1, changing.join('\n'));
    assert.match(changing[0] ?? '', /^PATCH .*\/folders\//);
  });

  it('has a delete follow only when the item stayed missing, and keeps what it took away', async () => {
    const [name = ''] = await names('here', 'Drawings');
    await rm(at('here', 'Drawings', name));
    await settle();
    assert.ok((await names('there', 'Drawings')).includes(name), 'a held delete was sent');
    here.release();
    await settle();
    assert.ok(!(await names('there', 'Drawings')).includes(name));
    assert.equal(there.trash().size, 1);
  });

  it('is asked for nothing between the looks, and for each open folder once at a look', async () => {
    await settle();
    assert.deepEqual(await callsOf(() => here.cycle()), []);
    later += 10 * minute;
    const calls = await callsOf(() => here.cycle());
    assert.equal(calls.length, 2, calls.join('\n'));
    assert.ok(calls.every((call) => call.startsWith('GET')));
  });

  it('is not asked more in an hour than the share that looking has, and no folder is forgotten', async () => {
    const sparing = await mount('sparing', 60);
    try {
      for (let each = 1; each <= 8; each++) await mkdir(at('here', `folder ${each}`));
      await settle();
      for (let cycles = 0; cycles < 10; cycles++, later += minute) await sparing.cycle();
      const calls = await callsOf(async () => {
        for (let cycles = 0; cycles < 360; cycles++, later += minute / 6) await sparing.cycle();
      });
      // What was saved up before, and what the hour brings.
      assert.ok(calls.length <= 30 + 30, `${calls.length} calls`);
      const listed = new Set(calls.filter((call) => /\/folders\/\d+/.test(call)));
      assert.equal(listed.size, 1 + 1 + 8, [...listed].join('\n'));
    } finally {
      sparing.close();
    }
  });
});
