import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { pageHeaders, pageRequest } from './pagination.ts';

const url = new URL(
  'https://gate.example/rest/v1.0/projects?company_id=7&filters%5Bname%5D=a%2Cb&page=2&per_page=10',
);
const relations = (page: number, total: number) =>
  [...(pageHeaders(url, { page, perPage: 10, total }).link ?? '').matchAll(/rel="(\w+)"/g)].map(
    ([, rel]) => rel,
  );

test('the first page links next and last, a middle one all four, the last one first and prev', () => {
  assert.deepEqual(relations(1, 25), ['next', 'last']);
  assert.deepEqual(relations(2, 25), ['first', 'prev', 'next', 'last']);
  assert.deepEqual(relations(3, 25), ['first', 'prev']);
  assert.deepEqual(relations(1, 10), []);
  assert.deepEqual(relations(1, 0), []);
});

test('a page past the end leads back to the last one', () => {
  assert.match(
    pageHeaders(url, { page: 9, perPage: 10, total: 25 }).link ?? '',
    /page=3&per_page=10>; rel="prev"/,
  );
});

test('links are absolute, keep every other parameter, and split at comma and space as clients do', () => {
  const { link = '', total, 'per-page': perPage } = pageHeaders(url, { page: 2, perPage: 10, total: 25 });
  assert.deepEqual([total, perPage], ['25', '10']);
  const parts = link.split(', ');
  assert.equal(parts.length, 4);
  for (const part of parts) {
    const [, address = '', rel] = /^<([^<>]+)>; rel="(first|prev|next|last)"$/.exec(part) ?? [];
    assert.ok(rel, part);
    // The expression by which a client in the field finds the path of the next page.
    assert.match(address, /\/rest\/v1\.0\/(.*)/);
    const { searchParams } = new URL(address);
    assert.equal(searchParams.get('company_id'), '7');
    assert.equal(searchParams.get('filters[name]'), 'a,b');
    assert.equal(searchParams.getAll('page').length, 1);
  }
});

test('a large per_page is cut down to what is served, none is refused', () => {
  assert.deepEqual(pageRequest({}), { page: 1, perPage: 100, offset: 0 });
  assert.equal(pageRequest({ per_page: 10_000 }).perPage, 2000);
  assert.equal(pageRequest({ per_page: 10_000 }, 300).perPage, 300);
  assert.equal(pageRequest({ per_page: 0, page: 0 }).offset, 0);
});

test('no page number, however large, leaves the integers a database takes', () => {
  fc.assert(
    fc.property(fc.nat(999_999_999_999_999), fc.nat(999_999_999_999_999), (page, per_page) => {
      const { offset } = pageRequest({ page, per_page });
      assert.ok(Number.isSafeInteger(offset) && offset >= 0);
    }),
  );
});
