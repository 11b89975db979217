import assert from 'node:assert/strict';
import { test } from 'node:test';
import { progressLine } from './progress.ts';
import { filesOf, fullSizes, sizesOf } from './sizes.ts';

test('progress tells the rate since this run began, and the time that is left by it', () => {
  const line = progressLine(
    { what: 'files', done: 130_000, of: 1_000_000 },
    { done: 100_000, milliseconds: 30_000 },
  );
  assert.equal(line, '130,000 of 1,000,000 files, 1,000 a second, 15 min left');
  const soon = progressLine({ what: 'people', done: 950, of: 1_000 }, { done: 900, milliseconds: 1_000 });
  assert.equal(soon, '950 of 1,000 people, 50 a second, 1 s left');
  const end = progressLine({ what: 'files', done: 5, of: 5 }, { done: 0, milliseconds: 0 });
  assert.equal(end, '5 of 5 files');
});

test('sizes are those asked for, the full ones otherwise, and the projects hold all files', () => {
  assert.deepEqual(sizesOf([]), fullSizes);
  const sizes = sizesOf(['--projects', '3', '--files', '100']);
  assert.deepEqual(sizes, { projects: 3, people: 10_000, files: 100 });
  assert.deepEqual(
    [0, 1, 2].map((index) => filesOf(sizes, index)),
    [33, 33, 34],
  );
  assert.throws(() => sizesOf(['--files', '-1']));
  assert.throws(() => sizesOf(['--files', 'many']), /--files must be a whole number/);
  assert.throws(() => sizesOf(['--colour', 'red']));
});
