import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { linkAccount, type OwnProcesses, openOwnProcesses } from '@gatehouse/link/testing';
import { type Machines, machinesOn } from './machines.test-support.ts';

const main = join(import.meta.dirname, '../main.mjs');
const installs = ['one', 'two', 'three'] as const;
type Install = (typeof installs)[number];
const shared = ['plan.txt', 'notes.txt'];
/** When processes are ended, from their start; what they have begun by then differs from run to run. */
const ends = [600, 1_400, 2_200, 1_000, 1_800, 1_200, 2_500, 800];

/** Linked once; Gatehouse, Link and each run of Drive are processes of their own. */
describe('three installs that edit at once while they, Gatehouse and Link are killed', () => {
  let servers: OwnProcesses;
  let m: Machines<Install>;
  let folder: string;
  let passed = 0;
  const open = new AsyncDisposableStack();
  before(async () => {
    servers = open.use(await openOwnProcesses());
    folder = await mkdtemp(join(tmpdir(), 'drive-three-'));
    open.defer(() => rm(folder, { recursive: true }));
    const person = await servers.person('jim');
    await linkAccount(person);
    const ground = { linkUrl: servers.origin, person, folder, more: {}, now: () => Date.now() + passed };
    m = machinesOn<Install>(ground);
    for (const each of installs) {
      await m.enrolled(each);
      await m.mounted(each);
    }
    await mkdir(at('one'));
    for (const each of installs) await m.done(each, 'sync', m.at(each));
  });
  after(() => open.disposeAsync());

  const at = (install: Install, ...path: string[]) => m.at(install, 'Edited by all', ...path);

  async function killedAfter(milliseconds: number, install: Install): Promise<void> {
    const child = spawn(process.execPath, [main, 'sync', m.at(install)], {
      env: { ...process.env, ...m.env(install) },
      stdio: 'ignore',
    });
    const gone = once(child, 'exit');
    await pause(milliseconds);
    child.kill('SIGKILL');
    await gone;
  }

  /** Both at once in one round, one after the other in the next; machines go on asking meanwhile. */
  async function serversKilled(round: number, milliseconds: number): Promise<void> {
    await pause(milliseconds);
    const both = [servers.gatehouse, servers.link];
    const again = async (which: (typeof both)[number]) => {
      await which.kill();
      await which.start();
    };
    if (round % 2 === 0) await Promise.all(both.map(again));
    else for (const each of both) await again(each);
  }

  /** Saves, and tells what whoever saved had before them and has written over. */
  async function saved(install: Install, name: string, content: string): Promise<string | undefined> {
    const old = await readFile(at(install, name), 'utf8').catch(() => undefined);
    await writeFile(at(install, name), content);
    return old;
  }

  async function everyVersion(): Promise<Set<string>> {
    const [{ companyId, projectId }] = await m.done('one', 'mounts');
    const place = ['--company', String(companyId), '--project', String(projectId)];
    const found = new Set<string>();
    for (const { name } of await m.done('one', 'ls', '/Edited by all', ...place)) {
      const path = `/Edited by all/${name}`;
      for (const { number } of await m.done('one', 'versions', path, ...place)) {
        const to = join(folder, 'version');
        await m.done('one', 'get', path, to, '--version', String(number), '--force', ...place);
        found.add(await readFile(to, 'utf8'));
      }
    }
    return found;
  }

  it('lose nothing that anybody saved, and are alike when they have come to rest', async () => {
    const owed = new Set<string>();
    for (const [round, wait] of ends.entries()) {
      for (const install of installs) {
        const mine = `${install} ${round}.txt`;
        for (const name of [...shared, mine]) {
          const content = `${name} as ${install} saved it, ${round}`;
          const old = await saved(install, name, content);
          if (old !== undefined) owed.delete(old);
          owed.add(content);
        }
      }
      const machines = installs.map((install, place) => killedAfter(wait + place * 500, install));
      await Promise.all([...machines, serversKilled(round, wait)]);
    }
    const isInStep = async (install: Install) =>
      (await m.on(install, 'sync', m.at(install))).code === 0 &&
      (await m.done(install, 'sync', m.at(install))).done === 0;
    for (let turn = 0, quiet = 0; quiet < 2; turn += 1) {
      assert.ok(turn < 20, 'they never come to rest');
      // What was refused for a moment is tried again. Further apart than minutes the clocks of a machine and of Link may not be.
      passed += 12_000;
      let all = true;
      for (const install of installs) all = (await isInStep(install)) && all;
      quiet = all ? quiet + 1 : 0;
    }
    const contents = async (install: Install) => {
      const found: Record<string, string> = {};
      for (const name of (await readdir(at(install))).toSorted())
        found[name] = await readFile(at(install, name), 'utf8');
      return found;
    };
    const first = await contents('one');
    assert.ok(Object.keys(first).length >= shared.length + installs.length * ends.length);
    for (const install of ['two', 'three'] as const) assert.deepEqual(await contents(install), first);
    const kept = await everyVersion();
    assert.deepEqual(
      [...owed].filter((content) => !kept.has(content)),
      [],
    );
  });
});
