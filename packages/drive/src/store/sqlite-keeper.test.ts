import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Synced } from '../trees/synced-tree.ts';
import { sqliteKeeper } from './sqlite-keeper.ts';
import { State } from './state.ts';

const row: Synced = {
  nid: 7,
  key: 14,
  parent: 1,
  remoteName: 'a:b',
  localName: 'a%3Ab',
  hydration: 'stub',
  version: '3',
  size: 12,
  sha256: undefined,
  stamp: '12:1:2:3',
  identity: 'stub:14',
  isPrivate: true,
  provenAfter: 0,
};

const remote = {
  key: 14,
  parent: 3,
  name: 'a:b',
  size: 12,
  version: '3',
  sha256: 'cafe',
  listedTag: undefined,
  listed: false,
  isPrivate: true,
  mayWrite: false,
  mayDelete: true,
  state: 'missing',
  missingSince: 5,
} as const;

test('what was committed is there when the database is opened again; what was forgotten is not', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'drive-keeper-'));
  try {
    const path = join(folder, 'mount.sqlite');
    const first = new State(sqliteKeeper(path));
    first
      .change()
      .synced(row)
      .synced({ ...row, nid: 8, key: 16 })
      .remote(remote)
      .note('want', '7', 'full')
      .commit();
    first.change().forget(8).note('meta', 'cursor', 'c1').commit();
    first.close();
    const second = new State(sqliteKeeper(path));
    assert.deepEqual(
      [...second.synced.all()].map((each) => ({ ...each })),
      [row],
    );
    assert.deepEqual(
      [...second.remote.all()].map((each) => ({ ...each })),
      [remote],
    );
    assert.equal(second.notes('want').get('7'), 'full');
    assert.equal(second.notes('meta').get('cursor'), 'c1');
    second.close();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

test('a commit that fails leaves memory and database as they were', async () => {
  const state = new State(sqliteKeeper(':memory:'));
  state.change().synced(row).commit();
  const unfit = { ...row, nid: 9, size: 'many' as unknown as number };
  assert.throws(() =>
    state
      .change()
      .synced({ ...row, remoteName: 'other' })
      .synced(unfit)
      .commit(),
  );
  assert.equal(state.synced.get(7)?.remoteName, 'a:b');
  state.change().note('want', '7', 'stub').commit();
  assert.equal(state.notes('want').get('7'), 'stub');
  state.close();
});
