import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { localDisk } from '../disk/local-disk.ts';
import { machine } from '../machine.ts';
import { writeStub } from '../placeholders/stub.ts';
import type { Disk } from '../ports/disk.ts';
import { sqliteKeeper } from '../store/sqlite-keeper.ts';
import { State } from '../store/state.ts';
import { removeStubFile } from './stub-file.ts';

const mountKey = 'a key of this mount';
const key = 42;
const name = 'plan.txt.cloud';
const saved = 'what somebody saved over the placeholder';

/** A folder with one placeholder, and somebody who saves over it right before or after a step of ours. */
async function saving(when: 'before' | 'after', step: keyof Disk) {
  const folder = await mkdtemp(join(tmpdir(), 'drive-stub-'));
  for (const each of ['.gatehouse-drive', '.gatehouse-drive/trash', '.gatehouse-drive/partial'])
    await mkdir(join(folder, each));
  await writeFile(join(folder, name), writeStub({ key, version: '1', size: 7 }, mountKey));
  const real = localDisk(folder);
  const save = async () => {
    await rm(join(folder, name), { force: true });
    await writeFile(join(folder, name), saved);
  };
  let isSaved = false;
  const disk = new Proxy(real, {
    get(target, property: keyof Disk) {
      const own = target[property];
      if (property !== step || typeof own !== 'function' || isSaved) return own;
      return async (...given: never[]) => {
        isSaved = true;
        if (when === 'before') await save();
        const value = await (own as (...all: never[]) => Promise<unknown>).apply(target, given);
        if (when === 'after') await save();
        return value;
      };
    },
  });
  const state = new State(sqliteKeeper(join(folder, '.gatehouse-drive/base.db')));
  const isGone = await removeStubFile({ state, disk, mountKey, surroundings: machine }, name, key);
  const names = (await readdir(folder)).filter((each) => !each.startsWith('.'));
  const contents = await Promise.all(names.map((each) => readFile(join(folder, each), 'utf8')));
  const left = await readdir(join(folder, '.gatehouse-drive/trash'));
  state.close();
  await rm(folder, { recursive: true });
  return { isSaved, isGone, contents, left, open: state.notes('op').size };
}

for (const step of ['stat', 'move', 'removeFile', 'syncFolder'] as const)
  for (const when of ['before', 'after'] as const)
    test(`what is saved over a placeholder ${when} ${step} stays, however close to its removal`, async () => {
      const { isSaved, contents, left, open } = await saving(when, step);
      assert.equal(isSaved, true);
      assert.deepEqual(contents, [saved]);
      assert.deepEqual([left, open], [[], 0]);
    });
