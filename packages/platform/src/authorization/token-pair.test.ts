import assert from 'node:assert/strict';
import { it } from 'node:test';
import { keyRingFrom, systemRandom } from '@gatehouse/service';
import { openPair, sealPair, type TokenPair } from './token-pair.ts';

const oldKey = systemRandom.bytes(32);
const under = (...keys: Uint8Array[]) => ({ keys: keyRingFrom(keys), random: systemRandom });
const pair: TokenPair = {
  accessToken: 'gha_a',
  refreshToken: 'ghr_b',
  issuedAt: 1,
  expiresAt: 2,
  jkt: null,
  resource: 'https://weather.example',
};

it('the pair a token bought opens by that token and our key together only, and in its own family', () => {
  const sealed = sealPair(under(oldKey), 'ghr_presented', 'family', pair);
  const rotated = under(systemRandom.bytes(32), oldKey);
  assert.deepEqual(openPair(rotated, 'ghr_presented', 'family', sealed), pair);
  assert.equal(openPair(rotated, 'ghr_other', 'family', sealed), undefined);
  assert.equal(openPair(rotated, '', 'family', sealed), undefined);
  assert.equal(openPair(rotated, 'ghr_presented', 'other', sealed), undefined);
  assert.equal(openPair(under(systemRandom.bytes(32)), 'ghr_presented', 'family', sealed), undefined);
});
