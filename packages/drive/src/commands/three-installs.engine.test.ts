import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { type MountedDesk, mountedDesk } from './mounted.test-support.ts';

const main = join(import.meta.dirname, '../main.ts');
const installs = ['one', 'two', 'three'] as const;
const shared = ['plan.txt', 'notes.txt'];
/** When processes are ended, from their start; what they have begun by then differs from run to run. */
const ends = [400, 900, 1_500, 700, 1_200, 500];

describe('three installs that edit at once while their processes are killed', () => {
  let m: MountedDesk;
  before(async () => {
    m = await mountedDesk({ one: 'admin', two: 'admin', three: 'admin' });
    for (const each of installs) await m.done(each, 'mount', m.at(each), '--all');
  });
  after(() => m[Symbol.asyncDispose]());

  async function killedAfter(milliseconds: number, install: string): Promise<void> {
    const child = spawn(process.execPath, [main, 'sync', m.at(install)], {
      env: { ...process.env, ...(await m.env(install)) },
      stdio: 'ignore',
    });
    const gone = once(child, 'exit');
    await pause(milliseconds);
    child.kill('SIGKILL');
    await gone;
  }

  /** Saves, and tells what whoever saved had before them and has written over. */
  async function saved(install: string, name: string, content: string): Promise<string | undefined> {
    const path = m.at(install, name);
    const old = await readFile(path, 'utf8').catch(() => undefined);
    await writeFile(path, content);
    return old;
  }

  async function everyVersion(): Promise<Set<string>> {
    const found = new Set<string>();
    for (const { name } of await m.done('one', 'ls', '/')) {
      for (const { number } of await m.done('one', 'versions', `/${name}`)) {
        const to = m.at('version');
        await m.done('one', 'get', `/${name}`, to, '--version', String(number), '--force');
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
      await Promise.all(installs.map((install, at) => killedAfter(wait + at * 200, install)));
    }
    const isInStep = async (install: string) =>
      (await m.drive(install, 'sync', m.at(install), '--json')).code === 0 &&
      (await m.done(install, 'sync', m.at(install))).done === 0;
    for (let turn = 0, quiet = 0; quiet < 2; turn += 1) {
      assert.ok(turn < 20, 'they never come to rest');
      // What was refused for a moment is tried again.
      m.desk.later(400_000);
      let all = true;
      for (const install of installs) all = (await isInStep(install)) && all;
      quiet = all ? quiet + 1 : 0;
    }
    const contents = async (install: string) => {
      const found: Record<string, string> = {};
      for (const name of await m.names(install)) found[name] = await readFile(m.at(install, name), 'utf8');
      return found;
    };
    const first = await contents('one');
    for (const install of ['two', 'three']) assert.deepEqual(await contents(install), first);
    const kept = await everyVersion();
    assert.deepEqual(
      [...owed].filter((content) => !kept.has(content)),
      [],
    );
  });
});
