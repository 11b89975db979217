import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isIgnored } from '../names/ignored.ts';
import type { FolderEntries, Stat } from '../ports/disk.ts';
import { Imprint, ImprintCheck } from './imprint.ts';

const file: Stat = {
  kind: 'file',
  size: 3,
  mtimeNs: 1n,
  ctimeNs: 2n,
  dev: 3n,
  ino: 4n,
  birthtimeNs: 5n,
  nlink: 1n,
};
const folder: Stat = { ...file, kind: 'folder', size: 0 };
const root: FolderEntries = {
  folder: '',
  entries: [
    { name: 'a', stat: file },
    { name: 'Plans', stat: folder },
  ],
};
const inside: FolderEntries = { folder: 'Plans', entries: [] };

function isSame(listings: readonly FolderEntries[], first = 'beside'): boolean {
  const imprint = new Imprint('beside', isIgnored);
  for (const each of [root, inside]) imprint.add(each);
  const check = new ImprintCheck(imprint.toString(), first, isIgnored);
  for (const each of listings) check.add(each);
  return check.isWhole();
}

const rootWith = (name: string, change: Partial<Stat>): FolderEntries => ({
  folder: '',
  entries:
    'entries' in root
      ? root.entries.map((e) => (e.name === name && e.stat ? { name, stat: { ...e.stat, ...change } } : e))
      : [],
});

test('a look that reads the same is the same', () => {
  assert.equal(isSame([root, inside]), true);
  assert.equal(isSame([rootWith('a', { dev: 9n, nlink: 2n }), inside]), true);
  assert.equal(isSame([rootWith('Plans', { mtimeNs: 9n, ctimeNs: 9n }), inside]), true);
});

test('whatever a plan could depend on makes it another', () => {
  const changes: Partial<Stat>[] = [
    { size: 4 },
    { mtimeNs: 9n },
    { ctimeNs: 9n },
    { ino: 9n },
    { birthtimeNs: 9n },
    { kind: 'other' },
  ];
  for (const change of changes) assert.equal(isSame([rootWith('a', change), inside]), false);
  assert.equal(isSame([rootWith('Plans', { ino: 9n }), inside]), false);
  assert.equal(isSame([root, inside], 'other'), false);
});

test('so does a name, what could not be read, and what is missing at the end', () => {
  const renamed: FolderEntries = {
    folder: '',
    entries: [
      { name: 'b', stat: file },
      { name: 'Plans', stat: folder },
    ],
  };
  const unread: FolderEntries = {
    folder: '',
    entries: [
      { name: 'a', stat: undefined },
      { name: 'Plans', stat: folder },
    ],
  };
  for (const listings of [
    [renamed, inside],
    [unread, inside],
    [root, { folder: 'Plans', failure: 'no' }],
    [root],
    [],
  ])
    assert.equal(isSame(listings), false);
});
