import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plan } from './plan.ts';
import { type Change, type Leaf, type Triple, worldOf } from './triples.test-support.ts';

const still = { caseSensitive: true, downloads: true, tellsHashes: true, wanted: [] } as const;

/** So many files in one folder, and others in the root. */
function mount(inFolder: number, inRoot: number, triple: Partial<Triple>) {
  const folder: Leaf = { parent: 0, kind: 'folder', name: 'plans', isStub: false, isPrivate: false };
  const file =
    (parent: number) =>
    (_: unknown, at: number): Leaf => ({
      parent,
      kind: 'file',
      name: `file ${at}`,
      isStub: false,
      isPrivate: false,
    });
  const base = [
    folder,
    ...Array.from({ length: inFolder }, file(1)),
    ...Array.from({ length: inRoot }, file(0)),
  ];
  return plan(
    worldOf({ ...still, wanted: [], unwanted: [], base, local: [], remote: [], released: 'time', ...triple }),
  );
}

/** The same thing to the first of them; the folder is the very first. */
const to = (verb: Change['verb'], from: number, count: number): Change[] =>
  Array.from({ length: count }, (_, at) => ({ verb, at: from + at, to: 0, name: 'x', kind: 'file' }));
const reasons = ({ guards }: ReturnType<typeof mount>) =>
  guards.map(({ direction, reason }) => [direction, reason]);

test('a few deletes and edits go through', () => {
  const { operations, guards } = mount(20, 20, { local: to('edit', 1, 5), remote: to('remove', 6, 5) });
  assert.deepEqual([guards, operations.length], [[], 10]);
});

test('more deletes than 25 files and a tenth wait for a person, in both directions, and nothing else does', () => {
  const elsewhere = mount(0, 60, { remote: to('remove', 1, 26), local: to('edit', 40, 3) });
  assert.deepEqual(reasons(elsewhere), [['to-local', 'many']]);
  assert.deepEqual(
    elsewhere.operations.map(({ verb }) => verb),
    ['upload', 'upload', 'upload'],
  );
  assert.deepEqual(reasons(mount(0, 60, { local: to('remove', 1, 26) })), [['to-remote', 'many']]);
});

test('when every file was changed at once a person looks first, however few they are', () => {
  assert.deepEqual(reasons(mount(5, 7, { local: to('edit', 1, 12) })), [['to-remote', 'all']]);
  assert.deepEqual(reasons(mount(5, 7, { remote: to('edit', 1, 12) })), [['to-local', 'all']]);
  assert.deepEqual(reasons(mount(5, 7, { local: to('edit', 1, 11) })), []);
});

test('a folder of the first level does not go whole unasked', () => {
  assert.deepEqual(reasons(mount(12, 20, { remote: to('remove', 0, 1) })), [['to-local', 'folder']]);
  assert.deepEqual(reasons(mount(12, 20, { local: to('remove', 0, 1) })), [['to-remote', 'folder']]);
  assert.deepEqual(reasons(mount(3, 20, { remote: to('remove', 0, 1) })), []);
});

test('what a person has released is not asked about again', () => {
  assert.deepEqual(reasons(mount(12, 20, { local: to('remove', 0, 1), released: 'person' })), []);
});

test('moving everything is no reason to ask', () => {
  const moved: Change = { verb: 'move', at: 0, to: 0, name: 'drawings', kind: 'folder' };
  assert.deepEqual(reasons(mount(60, 0, { local: [moved] })), []);
});
