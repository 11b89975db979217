import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { nest } from './nested.ts';

const read = (query: string) => nest(new URLSearchParams(query));
const value = (query: string) => {
  const result = read(query);
  assert.ok(result.ok, query);
  return result.value;
};

test('bracketed names become one nested object', () => {
  assert.deepEqual(value('file[name]=a.pdf&file[parent_id]=7&page=2'), {
    file: { name: 'a.pdf', parent_id: '7' },
    page: '2',
  });
});

test('lists are read from brackets and from a repeated name alike', () => {
  assert.deepEqual(value('filters[id][]=1&filters[id][]=2'), { filters: { id: ['1', '2'] } });
  assert.deepEqual(value('filters[id]=1&filters[id]=2'), { filters: { id: ['1', '2'] } });
  assert.deepEqual(value('filters[id][]=1'), { filters: { id: ['1'] } });
});

test('names that would reach the prototype are refused, wherever they stand', () => {
  for (const query of [
    '__proto__[admin]=1',
    'a[__proto__][admin]=1',
    'a[constructor][prototype]=1',
    'constructor=1',
  ]) {
    assert.equal(read(query).ok, false, query);
  }
  assert.equal(({} as Record<string, unknown>).admin, undefined);
});

test('a name that is a value and an object, an open bracket and a deep nest are refused with a fix', () => {
  for (const query of [
    'a=1&a[b]=2',
    'a[b]=2&a=1',
    'a[b=1',
    'a]b=1',
    '[a]=1',
    'a[][b]=1',
    'a[b][c][d][e][f]=1',
  ]) {
    const result = read(query);
    assert.ok(!result.ok && result.fix !== '', query);
  }
});

test('more than a thousand fields are refused', () => {
  assert.equal(
    read(new URLSearchParams(Array.from({ length: 1001 }, () => ['a', '1'])).toString()).ok,
    false,
  );
});

test('whatever is sent, nothing is thrown and no prototype is touched', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.string(), fc.string())), (fields) => {
      const before = Object.getOwnPropertyNames(Object.prototype).length;
      nest(fields);
      assert.equal(Object.getOwnPropertyNames(Object.prototype).length, before);
    }),
  );
});
