import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { unfit } from './unfit.ts';

describe('what no input may hold', () => {
  it('is half of a character in a text or a name, wherever it lies', () => {
    const half = { field: 'name', fix: 'must be well-formed text' };
    assert.deepEqual(unfit({ user: { name: 'a\ud800' } }), half);
    assert.deepEqual(unfit({ name: { '\udc00': 1 } }), half);
    assert.equal(unfit({ name: '\ud83d\ude00' }), undefined);
  });

  it('is U+0000 in a text or a name, wherever it lies', () => {
    const nul = { field: 'name', fix: 'must not contain U+0000' };
    assert.deepEqual(unfit({ folder: { name: 'a\0b' } }), nul);
    assert.deepEqual(unfit({ filters: { name: ['a', '\0'] } }), nul);
    assert.deepEqual(unfit({ name: { 'a\0': 1 } }), nul);
    assert.deepEqual(unfit('\0'), { ...nul, field: 'base' });
  });

  it('is depth without end', () => {
    const depth = 1_000_000;
    const lists: unknown = JSON.parse('['.repeat(depth) + ']'.repeat(depth));
    assert.equal(unfit({ folder: lists })?.field, 'folder');
    assert.equal(unfit(JSON.parse(`${'{"a":'.repeat(33)}null${'}'.repeat(33)}`))?.field, 'a');
    assert.equal(unfit(JSON.parse(`${'{"a":'.repeat(32)}null${'}'.repeat(32)}`)), undefined);
  });

  it('is nothing else that JSON can say', () => {
    const clean = fc
      .jsonValue({ maxDepth: 10 })
      .filter((value) => !JSON.stringify(value).includes('\\u0000'));
    fc.assert(fc.property(clean, (value) => assert.equal(unfit(value), undefined)));
  });
});
