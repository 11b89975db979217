import assert from 'node:assert/strict';
import { it } from 'node:test';
import { keyRingFrom, systemRandom } from '@gatehouse/service';
import { type AccessTokenClaims, openAccessToken, sealAccessToken } from './access-token.ts';

const keys = keyRingFrom([systemRandom.bytes(32)]);
const bearer: AccessTokenClaims = {
  tokenId: 'token',
  clientId: 'client',
  epoch: 1,
  environment: 'production',
  familyId: null,
  issuedAt: 1_000,
  expiresAt: 2_000,
};

it('a token says what was sealed until it expires, bound to a key or not', () => {
  for (const claims of [bearer, { ...bearer, familyId: 'family', jkt: 'thumbprint' }]) {
    const token = sealAccessToken(keys, claims);
    assert.deepEqual(openAccessToken(keys, token, 1_999), { ok: true, claims });
    assert.deepEqual(openAccessToken(keys, token, 2_000), { ok: false, reason: 'expired', claims });
  }
});

it('a token has one spelling: none that decodes to the same bytes is taken for it', () => {
  const token = sealAccessToken(keys, bearer);
  const macOf = (text: string) => Buffer.from(text.split('.')[2] ?? '', 'base64url').toString('hex');
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const others = [...alphabet].map((last) => token.slice(0, -1) + last).filter((text) => text !== token);
  const same = [...others, `${token}=`].filter((text) => macOf(text) === macOf(token));
  assert.ok(same.length > 1);
  for (const text of [...others, ...same, `${token}A`, token.slice(0, -1), `${token.slice(0, -1)}é`])
    assert.deepEqual(openAccessToken(keys, text, 1_500), { ok: false, reason: 'forged' });
});

it('neither claims nor the kind of a token can be changed, and another ring opens nothing', () => {
  const token = sealAccessToken(keys, bearer);
  const [start, claims = '', mac] = token.split('.');
  const richer = Buffer.from(claims, 'base64url').toString().replace('"client"', '"victim"');
  const forged = [start, Buffer.from(richer).toString('base64url'), mac].join('.');
  for (const text of [forged, token.replace('gha_', 'gha_2.')])
    assert.deepEqual(openAccessToken(keys, text, 1_500), { ok: false, reason: 'forged' });
  const other = openAccessToken(keyRingFrom([systemRandom.bytes(32)]), token, 1_500);
  assert.deepEqual(other, { ok: false, reason: 'unknown_key' });
});
