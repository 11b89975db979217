import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseLink } from './link-header.ts';

const at = (page: number) => `https://gatehouse.example/rest/v1.0/companies?page=${page}&per_page=2`;

test('the first, a middle and the last page are read in the form the wire gives them', () => {
  const first = `<${at(2)}>; rel="next", <${at(3)}>; rel="last"`;
  assert.deepEqual(
    [...parseLink(first)],
    [
      ['next', at(2)],
      ['last', at(3)],
    ],
  );
  const middle = `<${at(1)}>; rel="first", <${at(1)}>; rel="prev", <${at(3)}>; rel="next", <${at(3)}>; rel="last"`;
  assert.deepEqual(
    [...parseLink(middle)],
    [
      ['first', at(1)],
      ['prev', at(1)],
      ['next', at(3)],
      ['last', at(3)],
    ],
  );
  const last = `<${at(1)}>; rel="first", <${at(2)}>; rel="prev"`;
  assert.equal(parseLink(last).get('next'), undefined);
});

test('any targets and relations survive, commas, semicolons and quotes in the target included', () => {
  const target = fc.stringMatching(/^https:\/\/a\.example\/[a-z0-9,;="? &[\]%]{0,30}$/);
  const relation = fc.constantFrom('first', 'prev', 'next', 'last');
  const links = fc.uniqueArray(fc.tuple(relation, target), { selector: ([rel]) => rel });
  fc.assert(
    fc.property(links, (pairs) => {
      const header = pairs.map(([rel, url]) => `<${url}>; rel="${rel}"`).join(', ');
      assert.deepEqual([...parseLink(header)], pairs);
    }),
  );
});

test('no header text makes the parser fail or run away', () => {
  fc.assert(fc.property(fc.string({ maxLength: 2000 }), (text) => parseLink(text).size >= 0));
  for (const text of [
    '<a>;'.repeat(20_000),
    '<'.repeat(100_000),
    `<a>${'; x'.repeat(50_000)}`,
    `<a>; x${' '.repeat(100_000)}`,
  ])
    parseLink(text);
  assert.equal(parseLink(null).size, 0);
});

test('other spellings of RFC 8288 are read too, and the first of two counts', () => {
  assert.equal(parseLink('<a>;title="x, y"; REL=next').get('next'), 'a');
  assert.equal(parseLink('<a>; rel="prev next"').get('next'), 'a');
  assert.equal(parseLink('<a>; rel="next",<b>; rel="next"').get('next'), 'a');
  assert.equal(parseLink('<a>; nrel="next"').get('next'), undefined);
});
