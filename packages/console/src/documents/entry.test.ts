import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Folder } from '@gatehouse/wire';
import { entriesOf } from './entry.ts';

const at = (day: number) => `2026-11-0${day}T08:00:00Z`;
const folder = {
  folders: [
    { name: 'Plans', updated_at: at(3) },
    { name: 'Contracts', updated_at: at(4) },
  ],
  files: [
    { name: 'A-10.pdf', size: 5, updated_at: at(1) },
    { name: 'A-2.pdf', size: 70, updated_at: at(2) },
    { name: 'ácta.txt', size: 5, updated_at: at(2) },
  ],
} as unknown as Folder;
const names = (by: 'name' | 'updated_at' | 'size', down = false) =>
  entriesOf(folder, { by, down }, 'es').map(({ name }) => name);

test('folders come first, numbers count as numbers, and accents sort where the language has them', () => {
  assert.deepEqual(names('name'), ['Contracts', 'Plans', 'A-2.pdf', 'A-10.pdf', 'ácta.txt']);
  assert.deepEqual(names('name', true), ['Plans', 'Contracts', 'ácta.txt', 'A-10.pdf', 'A-2.pdf']);
});

test('by size or by date, equals stand by name whichever way the list goes', () => {
  assert.deepEqual(names('size'), ['Contracts', 'Plans', 'A-10.pdf', 'ácta.txt', 'A-2.pdf']);
  assert.deepEqual(names('updated_at', true), ['Contracts', 'Plans', 'A-2.pdf', 'ácta.txt', 'A-10.pdf']);
});
