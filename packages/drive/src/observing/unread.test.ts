import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { localDisk } from '../disk/local-disk.ts';
import { machine } from '../machine.ts';
import { writeStub } from '../placeholders/stub.ts';
import type { Disk } from '../ports/disk.ts';
import { DiskProblem, type DiskProblemCode } from '../ports/disk-problem.ts';
import { sqliteKeeper } from '../store/sqlite-keeper.ts';
import { State } from '../store/state.ts';
import type { LocalTree } from '../trees/local-tree.ts';
import { observeLocal } from './local.ts';

const mountKey = 'a key of this mount';

/** Two looks at one placeholder, which cannot be read at the first. */
async function looks(name: string, code: DiskProblemCode): Promise<LocalTree[]> {
  const folder = await mkdtemp(join(tmpdir(), 'drive-unread-'));
  await mkdir(join(folder, '.gatehouse-drive'));
  await writeFile(join(folder, name), writeStub({ key: 42, version: '1', size: 7 }, mountKey));
  const real = localDisk(folder);
  let isReadable = false;
  const disk: Disk = {
    ...real,
    read(path, from, to) {
      if (isReadable) return real.read(path, from, to);
      throw new DiskProblem(code);
    },
  };
  const state = new State(sqliteKeeper(join(folder, '.gatehouse-drive/base.db')));
  const tools = { state, disk, surroundings: machine, mountKey };
  const first = await observeLocal(tools, undefined, () => false, 0, false);
  isReadable = true;
  const second = await observeLocal(tools, first, () => false, 0, false);
  state.close();
  await rm(folder, { recursive: true });
  return [first, second];
}

for (const name of ['plan.txt.cloud', 'plan.txt'])
  test(`a placeholder that cannot be read is no file to send, and is one at the next look (${name})`, async () => {
    const [first, second] = await looks(name, 'failed');
    assert.equal(first?.find(name)?.frozen, true);
    assert.equal(first.find(name)?.sha256, undefined);
    assert.equal(second?.find(name)?.kind, 'stub');
    assert.equal(second.find(name)?.frozen, false);
  });

test('a placeholder that was gone when it was to be read may lie anywhere, and one that cannot be read does not', async () => {
  const counted = async (name: string, code: DiskProblemCode) =>
    (await looks(name, code)).map(({ vanished }) => vanished);
  assert.deepEqual(await counted('plan.txt.cloud', 'vanished'), [1, 0]);
  assert.deepEqual(await counted('plan.txt.cloud', 'denied'), [0, 0]);
  assert.deepEqual(await counted('plan.txt', 'vanished'), [0, 0]);
});
