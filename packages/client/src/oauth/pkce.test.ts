import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { parse, TOKEN_REQUESTS } from '@gatehouse/wire';
import fc from 'fast-check';
import { base64url } from './base64url.ts';
import { challengeOf, createVerifier } from './pkce.ts';

test('the challenge is that of RFC 7636 appendix B', async () => {
  const challenge = await challengeOf('dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk');
  assert.equal(challenge, 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM');
});

test('for any random bytes the server accepts the verifier, and its challenge is the S256 one', async () => {
  const bytes = fc.uint8Array({ minLength: 32, maxLength: 32 });
  await fc.assert(
    fc.asyncProperty(bytes, async (random) => {
      const code_verifier = createVerifier({ bytes: () => random });
      const request = { grant_type: 'authorization_code', code: 'c', code_verifier };
      assert.equal(parse(TOKEN_REQUESTS.authorization_code, request).ok, true);
      const expected = createHash('sha256').update(code_verifier).digest('base64url');
      assert.equal(await challengeOf(code_verifier), expected);
    }),
  );
});

test('base64url is what the platform makes of any bytes', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => base64url(bytes) === Buffer.from(bytes).toString('base64url')),
  );
});
