import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cropped, welch } from './welch.ts';

test('t is what it is by hand, and changes its sign with its arguments', () => {
  const one = [1, 2, 3];
  const other = [2, 4, 6];
  assert.ok(Math.abs(welch(one, other) + 2 / Math.sqrt(1 / 3 + 4 / 3)) < 1e-12);
  assert.equal(welch(other, one), -welch(one, other));
  assert.equal(welch(one, one), 0);
  assert.equal(welch([1, 1], [1, 1]), 0);
});

test('what is cropped are the slowest of both together', () => {
  const [one, other] = cropped([1, 2, 3, 4, 100], [1, 2, 3, 4, 5]);
  assert.deepEqual(
    [one, other],
    [
      [1, 2, 3, 4],
      [1, 2, 3, 4, 5],
    ],
  );
});
