import assert from 'node:assert/strict';
import { test } from 'node:test';
import { systemRandom } from '../random.ts';
import { crossSiteReason, csrfToken, verifyCsrfToken } from './csrf.ts';
import { keyRingFrom } from './key-ring.ts';

const ring = keyRingFrom([systemRandom.bytes(32)]);
const publicUrl = new URL('https://id.example');

test('a token is good for its own session only', () => {
  const token = csrfToken(ring, 'session 1');
  assert.equal(verifyCsrfToken(ring, 'session 1', token), true);
  for (const wrong of [undefined, '', [token], `${token}A`, csrfToken(ring, 'session 2')]) {
    assert.equal(verifyCsrfToken(ring, 'session 1', wrong), false);
  }
});

const judge = (headers: Record<string, string>, method = 'POST') =>
  crossSiteReason({ method, headers }, publicUrl);

test('our own pages may post, also where the referrer policy hides the origin', () => {
  assert.equal(judge({ origin: 'https://id.example', 'sec-fetch-site': 'same-origin' }), undefined);
  assert.equal(judge({ origin: 'null', 'sec-fetch-site': 'same-origin' }), undefined);
  assert.equal(judge({ origin: 'https://id.example' }), undefined);
});

test('a foreign page may not, nor a sibling domain, another port or plain HTTP', () => {
  assert.equal(judge({ origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }), 'foreign_origin');
  assert.equal(judge({ origin: 'null', 'sec-fetch-site': 'cross-site' }), 'cross_site');
  assert.equal(judge({ 'sec-fetch-site': 'same-site' }), 'cross_site');
  for (const origin of [
    'https://a.id.example',
    'https://id.example:444',
    'http://id.example',
    'https://id.example.evil',
  ]) {
    assert.equal(judge({ origin }), 'foreign_origin');
  }
});

test('what does not say where it comes from may not change anything', () => {
  assert.equal(judge({}), 'unknown_origin');
  assert.equal(judge({ origin: 'null' }), 'unknown_origin');
  for (const method of ['PUT', 'PATCH', 'DELETE', 'QUERY', 'get'])
    assert.equal(judge({}, method), 'unknown_origin');
});

test('reading is free', () => {
  for (const method of ['GET', 'HEAD', 'OPTIONS']) {
    assert.equal(
      judge({ origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }, method),
      undefined,
    );
  }
});
