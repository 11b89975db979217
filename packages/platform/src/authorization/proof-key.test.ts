import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { it } from 'node:test';
import { isChallenge, proofFault } from './proof-key.ts';

// RFC 7636, appendix B.
const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
const challenge = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';

it('the example of RFC 7636 is proven', () => {
  assert.equal(isChallenge(challenge), true);
  assert.equal(proofFault(challenge, verifier), undefined);
});

it('a wrong, a missing and an unasked verifier are told apart', () => {
  assert.equal(proofFault(challenge, verifier.replace('d', 'e')), 'verifier_wrong');
  assert.equal(proofFault(challenge, undefined), 'verifier_missing');
  assert.equal(proofFault(null, verifier), 'verifier_unasked');
  assert.equal(proofFault(null, undefined), undefined);
});

it('the challenge itself is no verifier', () => {
  assert.equal(proofFault(challenge, challenge), 'verifier_wrong');
});

it('a challenge is 43 characters of canonical base64url', () => {
  const digest = createHash('sha256').update('x').digest('base64url');
  assert.equal(isChallenge(digest), true);
  for (const wrong of [
    digest.slice(1),
    `${digest}A`,
    `${digest.slice(0, 42)}+`,
    `${digest.slice(0, 42)}=`,
    `${digest.slice(0, 42)}B`,
    '',
  ]) {
    assert.equal(isChallenge(wrong), false, wrong);
  }
});
