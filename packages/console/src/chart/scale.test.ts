import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ceilingOf, stack } from './scale.ts';

test('the top of a chart is a round number that nothing exceeds', () => {
  assert.deepEqual(
    [[], [0], [1], [3], [7, 2], [10], [11], [499], [501]].map(ceilingOf),
    [1, 1, 1, 5, 10, 10, 20, 500, 1000],
  );
});

test('the pieces of a bar stand one upon another, and nothing is lost between them', () => {
  assert.deepEqual(stack([5, 0, 3], 10), [
    { from: 0, height: 0.5 },
    { from: 0.5, height: 0 },
    { from: 0.5, height: 0.3 },
  ]);
});
