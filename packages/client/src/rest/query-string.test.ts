import assert from 'node:assert/strict';
import { test } from 'node:test';
import { queryString } from './query-string.ts';

test('filters and lists are written in brackets, and what is undefined is left out', () => {
  const query = { page: 2, sort: undefined, filters: { name: 'a&b', id: [1, 2], is_demo: false } };
  assert.equal(
    decodeURIComponent(queryString(query)),
    'page=2&filters[name]=a&b&filters[id][]=1&filters[id][]=2&filters[is_demo]=false',
  );
  assert.equal(queryString({}), '');
});
