import assert from 'node:assert/strict';
import { test } from 'node:test';
import { partsOf } from './parts.ts';

const mebi = 1024 * 1024;

test('parts follow each other and are the whole file', () => {
  for (const size of [1, 8 * mebi, 8 * mebi + 1, 20 * mebi + 7, 2 ** 31]) {
    const parts = partsOf(size);
    let end = 0;
    for (const part of parts) {
      assert.equal(part.start, end);
      assert.ok(part.size > 0);
      end += part.size;
    }
    assert.equal(end, size);
  }
});

test('the largest files have no more parts than the wire takes, none too small or too large', () => {
  for (const size of [2 ** 40 / 2, 200 * 1024 ** 3]) {
    const parts = partsOf(size);
    assert.ok(parts.length <= 10_000);
    for (const part of parts.slice(0, -1)) assert.ok(part.size > 5 * mebi && part.size <= 100 * mebi);
  }
});
