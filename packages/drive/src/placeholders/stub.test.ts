import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { longestStub, readStub, writeStub } from './stub.ts';

const stub = { key: 14, version: '3', size: 12 };

test('a placeholder says what it stands for, to the mount that wrote it and to no other', () => {
  const bytes = writeStub(stub, 'key');
  assert.deepEqual(readStub(bytes, 'key'), stub);
  assert.equal(readStub(bytes, 'other'), undefined);
  assert.ok(bytes.length < longestStub);
});

test('a placeholder of which one byte was written over is a person’s file', () => {
  const bytes = writeStub(stub, 'key');
  fc.assert(
    fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
      const edited = Buffer.from(bytes);
      edited[at] = (edited[at] ?? 0) ^ change;
      assert.equal(readStub(edited, 'key'), undefined);
    }),
  );
});
