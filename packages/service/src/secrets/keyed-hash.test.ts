import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { systemRandom } from '../random.ts';
import { keyRingFrom } from './key-ring.ts';
import { keyedHash, keyedHashes, verifyKeyedHash, verifyKeyedHashes } from './keyed-hash.ts';

const [oldKey, newKey] = [systemRandom.bytes(32), systemRandom.bytes(32)];
const ring = keyRingFrom([newKey, oldKey]);

test('a hash verifies its own value under its own purpose, and nothing else', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (value, other) => {
      const hash = keyedHash(ring, 'code', value);
      assert.equal(verifyKeyedHash(ring, 'code', value, hash), true);
      assert.equal(verifyKeyedHash(ring, 'secret', value, hash), false);
      assert.equal(verifyKeyedHash(ring, 'code', other, hash), value === other);
    }),
  );
});

test('hashes of before a rotation verify and are found', () => {
  const before = keyedHash(keyRingFrom([oldKey]), 'code', 'x');
  assert.equal(verifyKeyedHash(ring, 'code', 'x', before), true);
  assert.deepEqual(keyedHashes(ring, 'code', 'x'), [keyedHash(ring, 'code', 'x'), before]);
  assert.equal(verifyKeyedHash(keyRingFrom([newKey]), 'code', 'x', before), false);
});

test('of several hashes any may be the right one, under whichever key of the ring it was made', () => {
  const before = keyedHash(keyRingFrom([oldKey]), 'code', 'x');
  const [now, other] = [keyedHash(ring, 'code', 'x'), keyedHash(ring, 'code', 'y')];
  for (const hashes of [[now], [before], [other, now], [now, other], [other, before], [before, other, 'é']])
    assert.equal(verifyKeyedHashes(ring, 'code', 'x', hashes), true);
  const foreign = keyedHash(keyRingFrom([systemRandom.bytes(32)]), 'code', 'x');
  for (const hashes of [[], [other], [foreign], [`${now}A`, now.slice(0, -1), ''], [before.slice(9)]])
    assert.equal(verifyKeyedHashes(ring, 'code', 'x', hashes), false);
  assert.equal(verifyKeyedHashes(ring, 'secret', 'x', [now, before]), false);
});

test('cut, extended and foreign hashes do not verify', () => {
  const hash = keyedHash(ring, 'code', 'x');
  for (const wrong of ['', '.', `${hash}A`, hash.slice(0, -1), `unknown1${hash.slice(8)}`, 'é'.repeat(52)]) {
    assert.equal(verifyKeyedHash(ring, 'code', 'x', wrong), false);
  }
});
