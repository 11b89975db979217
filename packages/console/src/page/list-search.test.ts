import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listSearch } from './list-search.ts';

test('an address says what a list shows, and what it does not understand is left out', () => {
  assert.deepEqual(listSearch({ q: 'ana', page: 3, project: 12, show: 'inactive' }), {
    q: 'ana',
    page: 3,
    project: 12,
    show: 'inactive',
  });
  assert.deepEqual(listSearch({ q: '', page: 1, project: 'x', show: 5, other: true }), {});
  assert.deepEqual(listSearch({ page: -2, project: 1.5 }), {});
});

test('digits in the search field are text, as whoever typed them meant', () => {
  assert.deepEqual(listSearch({ q: 2024 }), { q: '2024' });
});
