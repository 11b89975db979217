import assert from 'node:assert/strict';
import { test } from 'node:test';
import { all, moved, nothing, only, toggled, upTo, within } from './selection.ts';

const order = [10, 20, 30, 40, 50];
const chosen = (selection: { readonly chosen: ReadonlySet<number> }) => [...selection.chosen].sort();

test('a range grows and shrinks from where it began, in both directions', () => {
  const down = moved(moved(only(30), order, 1, true), order, 1, true);
  assert.deepEqual(chosen(down), [30, 40, 50]);
  const back = moved(down, order, -1, true);
  assert.deepEqual(chosen(back), [30, 40]);
  const up = upTo(back, order, 10);
  assert.deepEqual(chosen(up), [10, 20, 30]);
});

test('the keyboard moves without choosing, and stops at both ends', () => {
  const moving = moved(only(20), order, 1, false);
  assert.equal(moving.active, 30);
  assert.deepEqual(chosen(moving), [20]);
  assert.equal(moved(moving, order, 100, false).active, 50);
  assert.equal(moved(moving, order, -100, false).active, 10);
  assert.equal(moved(nothing, order, 1, false).active, 10);
  assert.deepEqual(moved(nothing, [], 1, true), nothing);
});

test('one by one, and all', () => {
  assert.deepEqual(chosen(toggled(toggled(only(10), 30), 10)), [30]);
  assert.deepEqual(chosen(all(nothing, order)), order);
});

test('what has gone from the list is not chosen any more; an unchanged list changes nothing', () => {
  const selection = upTo(only(10), order, 30);
  assert.equal(within(selection, order), selection);
  const left = within(selection, [20, 30]);
  assert.deepEqual(chosen(left), [20, 30]);
  assert.equal(left.anchor, undefined);
});
