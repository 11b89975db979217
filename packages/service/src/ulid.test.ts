import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { systemRandom } from './random.ts';
import { ulid } from './ulid.ts';

test('identifiers sort in the order they were made, whatever the clock does', () => {
  const times = fc.array(fc.integer({ min: 0, max: 2 ** 48 - 1 }), { minLength: 2, maxLength: 50 });
  fc.assert(
    fc.property(times, (readings) => {
      let now = 0;
      const clock = { now: () => now };
      const made = readings.map((reading) => {
        now = reading;
        return ulid(clock, systemRandom);
      });
      assert.deepEqual(made, [...new Set(made)].sort());
    }),
  );
});

test('within one millisecond a carry keeps the order', () => {
  const clock = { now: () => 1 };
  const almostFull = { bytes: (length: number) => new Uint8Array(length).fill(31).with(0, 0) };
  const [first, second] = [ulid(clock, almostFull), ulid(clock, almostFull)];
  assert.equal(first, '0000000001' + '0zzzzzzzzzzzzzzz');
  assert.equal(second, '0000000001' + '1000000000000000');
});

test('an identifier is 26 characters of Crockford base 32 that begin with the time', () => {
  const id = ulid({ now: () => 1_469_918_176_385 }, systemRandom);
  assert.match(id, /^01aryz6s41[0-9a-hjkmnp-tv-z]{16}$/);
});
