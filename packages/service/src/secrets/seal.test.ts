import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { systemRandom } from '../random.ts';
import { keyRingFrom } from './key-ring.ts';
import { open, type SealContext, seal } from './seal.ts';

const [oldKey, newKey] = [systemRandom.bytes(32), systemRandom.bytes(32)];
const ring = keyRingFrom([newKey, oldKey]);
const context: SealContext = { purpose: 'test', associatedData: ['row 1', 'column'] };

test('what is sealed opens again', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (plaintext) => {
      const opened = open(ring, context, seal(ring, systemRandom, context, plaintext));
      assert.deepEqual(opened && Uint8Array.from(opened), plaintext);
    }),
  );
});

test('any flipped bit, anywhere, and nothing opens', () => {
  const sealed = Buffer.from(seal(ring, systemRandom, context, Buffer.from('a refresh token')));
  for (let bit = 0; bit < sealed.length * 8; bit += 1) {
    const flipped = Buffer.from(sealed);
    flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    assert.equal(open(ring, context, flipped.toString('latin1')), undefined, `bit ${bit}`);
  }
});

test('a cut, an addition or a second spelling does not open', () => {
  const sealed = seal(ring, systemRandom, context, Buffer.from('x'));
  for (let length = 0; length < sealed.length; length += 1) {
    assert.equal(open(ring, context, sealed.slice(0, length)), undefined);
  }
  for (const suffix of ['.', '=', '==', ' ', 'A', '.x', '\n']) {
    assert.equal(open(ring, context, sealed + suffix), undefined, JSON.stringify(suffix));
  }
});

test('moved to another row, column or purpose, it does not open', () => {
  const sealed = seal(ring, systemRandom, context, Buffer.from('x'));
  const elsewhere: SealContext[] = [
    { purpose: 'test', associatedData: ['row 2', 'column'] },
    { purpose: 'test', associatedData: ['row 1column'] },
    { purpose: 'test', associatedData: ['row 1', 'column', ''] },
    { purpose: 'other', associatedData: ['row 1', 'column'] },
  ];
  for (const place of elsewhere) assert.equal(open(ring, place, sealed), undefined);
});

test('with a secret it opens to who holds the secret and the key, and to nobody who holds one of them', () => {
  const held: SealContext = { ...context, secret: 'a refresh token' };
  const sealed = seal(keyRingFrom([oldKey]), systemRandom, held, Buffer.from('x'));
  assert.deepEqual(open(ring, held, sealed), Buffer.from('x'));
  for (const secret of ['a refresh toke', 'a refresh token ', '']) {
    assert.equal(open(ring, { ...context, secret }, sealed), undefined);
  }
  assert.equal(open(ring, context, sealed), undefined);
  assert.equal(open(keyRingFrom([newKey]), held, sealed), undefined);
});

test('after a rotation the old values open and the new key seals', () => {
  const before = seal(keyRingFrom([oldKey]), systemRandom, context, Buffer.from('x'));
  assert.deepEqual(open(ring, context, before), Buffer.from('x'));
  assert.ok(seal(ring, systemRandom, context, Buffer.from('x')).startsWith(`${ring.currentId}.`));
  assert.equal(open(keyRingFrom([newKey]), context, before), undefined);
});

test('random texts do not open', () => {
  fc.assert(fc.property(fc.string(), (text) => assert.equal(open(ring, context, text), undefined)));
});
