import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sortKeys, wayOf } from './sort.ts';

describe('what a list is sorted by', () => {
  const known = { name: 'name', full_name: 'name', made: 'created_at' } as const;
  const keys = (sort?: string) =>
    sortKeys<'name' | 'created_at'>(sort, known, 'name').map(({ by, direction }) => `${by} ${direction}`);

  it('is each of the names, in their order and either direction', () => {
    assert.deepEqual(keys('-made,name'), ['created_at desc', 'name asc']);
    assert.deepEqual(keys('name, -made'), ['name asc', 'created_at desc']);
    assert.equal(wayOf(sortKeys('-made,name', known, 'name')), 'desc');
  });

  it('is what is known of them, each once, and the usual where nothing is', () => {
    assert.deepEqual(keys('bogus,-full_name,name'), ['name desc']);
    for (const nothing of [undefined, '', ',', '-', 'bogus', 'constructor'])
      assert.deepEqual(keys(nothing), ['name asc'], String(nothing));
  });
});
