import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Folder } from '@gatehouse/wire';
import { nodesOf } from './nodes.ts';

const folder = (id: number, name: string, folders: object[] = []) =>
  ({ id, name, has_children_folders: folders.length > 0, folders }) as unknown as Folder;
const plans = folder(3, 'Plans 10', [folder(4, 'Old')]);
const root = folder(1, 'Root', [plans, folder(2, 'Plans 2')]);
const branches = new Map([root, plans].map((each) => [each.id, each]));
const lines = (...open: number[]) =>
  nodesOf(root, (id) => branches.get(id), new Set(open), 'en')
    .map(({ id, level }) => `${id} at ${level}`)
    .join(', ');

test('what lies below an open folder follows it, one level deeper, in the order of names', () => {
  assert.equal(lines(), '1 at 1');
  assert.equal(lines(1), '1 at 1, 2 at 2, 3 at 2');
  assert.equal(lines(1, 3), '1 at 1, 2 at 2, 3 at 2, 4 at 3');
});

test('a folder that is open but not in view shows nothing; one without folders cannot be opened', () => {
  assert.equal(lines(3), '1 at 1');
  assert.equal(lines(1, 2), lines(1));
});
