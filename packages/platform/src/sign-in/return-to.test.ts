import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keyRingFrom, systemRandom } from '@gatehouse/service';
import fc from 'fast-check';
import { isOwnPath, openReturnTo, sealReturnTo } from '../pages/return-path.ts';
import { signInLocation } from './return-to.ts';

let now = 1_000_000;
const house = {
  keys: keyRingFrom([systemRandom.bytes(32)]),
  clock: { now: () => now },
  random: systemRandom,
};

test('a request comes back to exactly its own path and query', () => {
  const url = '/oauth/authorize?client_id=a&state=%2F%2Fevil&ui_locales=es';
  const location = new URL(signInLocation(house, { method: 'GET', url }), 'http://here');
  assert.equal(location.pathname, '/sign-in');
  assert.equal(location.searchParams.get('ui_locales'), 'es');
  assert.equal(openReturnTo(house, location.searchParams.get('return_to')), url);
});

test('what was not asked for by GET is not asked for again', () => {
  assert.equal(signInLocation(house, { method: 'POST', url: '/oauth/authorize' }), '/sign-in');
});

test('no address of another host can be put in', () => {
  const foreign = [
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    '\\\\evil.example',
    'javascript:alert(1)',
    '/%0d%0a\r\nSet-Cookie: a=b',
    '',
    ' /x',
  ];
  for (const path of foreign) {
    assert.equal(sealReturnTo(house, path), undefined, path);
    assert.equal(openReturnTo(house, path), undefined, path);
  }
});

test('whatever passes as a path of ours stays with us in a browser’s eyes', () => {
  const almost = fc.string({
    unit: fc.constantFrom('/', '\\', '.', ':', '@', '?', '#', 'e', '\t', '\n', ' ', '%'),
  });
  fc.assert(
    fc.property(almost, (text) => {
      const path = `/${text}`;
      if (isOwnPath(path)) assert.equal(new URL(path, 'https://here.example').origin, 'https://here.example');
    }),
    { numRuns: 2000 },
  );
});

test('a sealed path that was altered, cut or kept for too long is nothing', () => {
  const sealed = sealReturnTo(house, '/console/') ?? '';
  const altered = sealed.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'));
  for (const text of [altered, sealed.slice(0, -2), `${sealed}.`, 'a.b.c', '...']) {
    assert.equal(openReturnTo(house, text), undefined);
  }
  now += 25 * 3_600_000;
  assert.equal(openReturnTo(house, sealed), undefined);
});
