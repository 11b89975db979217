import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { systemRandom } from '../random.ts';
import { keyRingFrom } from './key-ring.ts';
import { sealedCookies } from './sealed-cookies.ts';

let now = 1_000_000;
const ring = keyRingFrom([systemRandom.bytes(32)]);
const cookies = sealedCookies(ring, { now: () => now }, systemRandom);
const pairOf = (setCookie: string) => setCookie.slice(0, setCookie.indexOf(';'));

test('any value comes back from among other cookies', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (value) => {
      const header = `theme=dark; ${pairOf(cookies.seal('__Host-session', value, 60))}; __Host-sessions=x`;
      assert.equal(cookies.read('__Host-session', header), Buffer.from(value).toString());
    }),
  );
});

test('a cookie is bound to this host, hidden from scripts, sent over TLS only and Lax', () => {
  assert.match(
    cookies.seal('__Host-session', 'x', 60),
    /^__Host-session=[\w.-]+; Path=\/; Max-Age=60; HttpOnly; Secure; SameSite=Lax$/,
  );
  assert.equal(
    cookies.clear('__Host-session'),
    '__Host-session=; Path=/; Max-Age=0; HttpOnly; Secure; SameSite=Lax',
  );
});

test('an expired cookie is nothing, even if the browser still sends it', () => {
  const header = pairOf(cookies.seal('__Host-session', 'x', 60));
  now += 59_999;
  assert.equal(cookies.read('__Host-session', header), 'x');
  now += 1;
  assert.equal(cookies.read('__Host-session', header), undefined);
});

test('one cookie cannot stand in for another', () => {
  const header = pairOf(cookies.seal('__Host-consent', 'x', 60)).replace('consent', 'session');
  assert.equal(cookies.read('__Host-session', header), undefined);
});

test('absent, tampered, repeated and foreign cookies are nothing', () => {
  const pair = pairOf(cookies.seal('__Host-session', 'x', 60));
  const foreign = sealedCookies(keyRingFrom([systemRandom.bytes(32)]), { now: () => now }, systemRandom);
  const headers = [
    undefined,
    '',
    `${pair}A`,
    `${pair}; ${pair}`,
    pairOf(foreign.seal('__Host-session', 'x', 60)),
  ];
  for (const header of headers) assert.equal(cookies.read('__Host-session', header), undefined);
});
