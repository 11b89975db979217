import assert from 'node:assert/strict';
import { test } from 'node:test';
import { systemRandom } from '../random.ts';
import { keyRingFrom } from './key-ring.ts';

const [first, second] = [systemRandom.bytes(32), systemRandom.bytes(32)];

test('the first key is current, all are on the ring, and names do not depend on the order', () => {
  const ring = keyRingFrom([first, second]);
  const turned = keyRingFrom([second, first]);
  assert.equal(ring.currentId, ring.ids()[0]);
  assert.equal(turned.currentId, ring.ids()[1]);
  assert.match(ring.currentId, /^[A-Za-z0-9_-]{8}$/);
});

test('every purpose and every key has its own derived key, the same each time', () => {
  const ring = keyRingFrom([first, second]);
  const [current, old] = ring.ids();
  const keys = [ring.derive('a'), ring.derive('b'), ring.derive('a', old), ring.derive('b', old)];
  const texts = new Set(keys.map((key) => Buffer.from(key).toString('hex')));
  assert.equal(texts.size, 4);
  assert.deepEqual(ring.derive('a', current), keyRingFrom([first]).derive('a'));
  assert.equal(
    keys.every((key) => key.length === 32),
    true,
  );
});

test('the name of a key is not a part of it', () => {
  const id = Buffer.from(keyRingFrom([first]).currentId, 'base64url');
  assert.equal(Buffer.from(first).includes(id), false);
});

test('no key, a short key, the same key twice and an unknown key are refused', () => {
  assert.throws(() => keyRingFrom([]), RangeError);
  assert.throws(() => keyRingFrom([first.slice(1)]), RangeError);
  assert.throws(() => keyRingFrom([first, first]), RangeError);
  assert.throws(() => keyRingFrom([first]).derive('a', 'unknown1'), RangeError);
});

test('a ring does not follow later changes of the bytes it was made from', () => {
  const bytes = systemRandom.bytes(32);
  const ring = keyRingFrom([bytes]);
  const copy = Uint8Array.from(bytes);
  bytes.fill(0);
  assert.deepEqual(ring.derive('a'), keyRingFrom([copy]).derive('a'));
});
