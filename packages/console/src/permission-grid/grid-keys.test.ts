import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cellAfter } from './grid-keys.ts';

const size = { row: 20, column: 5 };

test('arrows move by one cell and stop at the edges', () => {
  assert.deepEqual(cellAfter('ArrowDown', false, { row: 0, column: 2 }, size), { row: 1, column: 2 });
  assert.deepEqual(cellAfter('ArrowUp', false, { row: 0, column: 2 }, size), { row: 0, column: 2 });
  assert.deepEqual(cellAfter('ArrowRight', false, { row: 3, column: 4 }, size), { row: 3, column: 4 });
  assert.deepEqual(cellAfter('ArrowLeft', false, { row: 3, column: 4 }, size), { row: 3, column: 3 });
});

test('Home and End go to the ends of the line, with Control to the corners of the grid', () => {
  assert.deepEqual(cellAfter('Home', false, { row: 3, column: 4 }, size), { row: 3, column: 0 });
  assert.deepEqual(cellAfter('End', false, { row: 3, column: 1 }, size), { row: 3, column: 4 });
  assert.deepEqual(cellAfter('Home', true, { row: 3, column: 4 }, size), { row: 0, column: 0 });
  assert.deepEqual(cellAfter('End', true, { row: 3, column: 1 }, size), { row: 19, column: 4 });
});

test('a page is ten lines, and other keys are not the grid’s', () => {
  assert.deepEqual(cellAfter('PageDown', false, { row: 3, column: 1 }, size), { row: 13, column: 1 });
  assert.deepEqual(cellAfter('PageUp', false, { row: 3, column: 1 }, size), { row: 0, column: 1 });
  assert.equal(cellAfter('Enter', false, { row: 3, column: 1 }, size), undefined);
  assert.equal(cellAfter('a', false, { row: 3, column: 1 }, size), undefined);
});
