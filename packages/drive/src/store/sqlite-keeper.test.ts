import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { Synced } from '../trees/synced-tree.ts';
import { BrokenDatabase } from './broken-database.ts';
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

const unfit = { ...row, nid: 9, size: 'many' as unknown as number };

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

describe('the keeper of a mount', () => {
  let folder: string;
  let path: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'drive-keeper-'));
    path = join(folder, 'mount.sqlite');
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('has what was committed when it is opened again, and not what was forgotten', () => {
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
  });

  it('leaves memory and database as they were when a commit fails', () => {
    const state = new State(sqliteKeeper(path));
    state.change().synced(row).commit();
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

  it('says that a database is broken when it turns out, at the beginning or later', async () => {
    const state = new State(sqliteKeeper(path));
    const draft = state.change();
    for (let nid = 2; nid < 2_000; nid++) draft.synced({ ...row, nid, key: nid });
    draft.commit();
    state.close();
    const whole = await readFile(path);
    // A page of the rows, and not the one that says what tables there are.
    await writeFile(path, Buffer.concat([whole.subarray(0, -8_192), Buffer.alloc(8_192, 7)]));
    const later = new State(sqliteKeeper(path));
    assert.throws(() => later.synced, BrokenDatabase);
    later.close();
    await writeFile(path, 'something else, long enough to be taken for a database'.repeat(100));
    assert.throws(() => sqliteKeeper(path), BrokenDatabase);
  });

  it('commits the steps together that end together, and none of them is known before it is durable', async () => {
    const state = new State(sqliteKeeper(path));
    const before = new DatabaseSync(path);
    const steps = [1, 2, 3].map((each) => state.change().note('want', String(each), 'full').commitSoon());
    assert.equal(state.notes('want').size, 0);
    await Promise.all(steps);
    assert.equal(state.notes('want').size, 3);
    assert.equal(before.prepare('SELECT count(*) AS kept FROM want').get()?.kept, 3);
    before.close();
    state.close();
  });

  it('takes along what waits when something is committed at once', async () => {
    const state = new State(sqliteKeeper(path));
    const step = state.change().note('want', '1', 'full').commitSoon();
    state.change().note('want', '1', 'stub').commit();
    assert.equal(state.notes('want').get('1'), 'stub');
    await step;
    assert.equal(state.notes('want').get('1'), 'stub');
    state.close();
    const again = new State(sqliteKeeper(path));
    assert.equal(again.notes('want').get('1'), 'stub');
    again.close();
  });

  it('fails every step of a group that cannot be committed, and goes on', async () => {
    const state = new State(sqliteKeeper(path));
    const steps = [
      state.change().note('want', '1', 'full').commitSoon(),
      state.change().synced(unfit).commitSoon(),
    ];
    for (const { status } of await Promise.allSettled(steps)) assert.equal(status, 'rejected');
    assert.equal(state.notes('want').size, 0);
    await state.change().note('want', '2', 'full').commitSoon();
    assert.deepEqual([...state.notes('want').keys()], ['2']);
    state.close();
  });
});
