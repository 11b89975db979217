import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sizeInWords } from './size.ts';

const plain = (text: string) => text.replaceAll(/\s/g, ' ');

test('a size is written in the largest unit that makes it at least one', () => {
  assert.equal(plain(sizeInWords('en', 0)), '0 bytes');
  assert.equal(plain(sizeInWords('en', 1)), '1 byte');
  assert.equal(plain(sizeInWords('en', 999)), '999 bytes');
  assert.equal(plain(sizeInWords('en', 1000)), '1 kB');
  assert.equal(plain(sizeInWords('en', 1_440_000)), '1.4 MB');
  assert.equal(plain(sizeInWords('en', 25_440_000)), '25 MB');
  assert.equal(plain(sizeInWords('es', 2_500_000_000)), '2,5 GB');
});
