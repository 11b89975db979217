import assert from 'node:assert/strict';
import { test } from 'node:test';
import { systemRandom } from './random.ts';

test('bytes are as many as asked for, and never those of an earlier call', () => {
  const seen = new Set<string>();
  // Lengths that meet the pool's end, begin again behind it, and do not fit into it.
  for (let round = 0; round < 50; round += 1) {
    for (const length of [16, 32, 1000, 4096, 33, 5000]) {
      const bytes = systemRandom.bytes(length);
      assert.equal(bytes.length, length);
      for (let start = 0; start + 16 <= length; start += 16) {
        seen.add(Buffer.from(bytes.subarray(start, start + 16)).toString('hex'));
      }
    }
  }
  assert.equal(seen.size, 50 * (1 + 2 + 62 + 256 + 2 + 312));
});

test('bytes that were given stay what they were', () => {
  const bytes = systemRandom.bytes(32);
  const copy = bytes.slice();
  for (let call = 0; call < 1000; call += 1) systemRandom.bytes(32);
  assert.deepEqual(bytes, copy);
  assert.equal(bytes.buffer.byteLength, 32);
});
