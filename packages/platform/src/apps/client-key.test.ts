import assert from 'node:assert/strict';
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { describe, it } from 'node:test';
import { readClientKey } from './client-key.ts';

const membersOf = (key: KeyObject): Record<string, unknown> => ({ ...key.export({ format: 'jwk' }) });
const jwkOf = ({ publicKey }: { readonly publicKey: KeyObject }) => membersOf(publicKey);
const elliptic = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const edwards = generateKeyPairSync('ed25519');
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const good = {
  ES256: jwkOf(elliptic),
  EdDSA: jwkOf(edwards),
  PS256: { ...jwkOf(rsa), alg: 'PS256' },
  RS256: { ...jwkOf(rsa), alg: 'RS256' },
};

describe('a public key of a client', () => {
  it('is P-256, Ed25519 or RSA of 2048 bits, each for one algorithm', () => {
    for (const [algorithm, jwk] of Object.entries(good)) {
      const read = readClientKey(jwk);
      assert.ok(read.ok);
      assert.equal(read.key.algorithm, algorithm);
    }
  });

  it('keeps its kid, or is named by its thumbprint as RFC 7638 section 3.1 shows it', () => {
    const n =
      '0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw';
    const named = (jwk: Record<string, unknown>) => {
      const read = readClientKey(jwk);
      return read.ok ? read.key.kid : read.fault;
    };
    const example = { kty: 'RSA', n, e: 'AQAB', alg: 'RS256' };
    assert.equal(named(example), 'NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs');
    assert.equal(named({ ...example, kid: '2026-01' }), '2026-01');
  });

  it('is stored without anything that is not the key', () => {
    const read = readClientKey({ ...good.ES256, x5u: 'https://evil.example', x5c: ['x'], use: 'sig' });
    assert.ok(read.ok);
    assert.deepEqual(Object.keys(read.key.jwk).sort(), ['crv', 'kty', 'x', 'y']);
  });

  it('is refused by the name of the member that is wrong', () => {
    const small = generateKeyPairSync('rsa', { modulusLength: 1024 });
    const odd = generateKeyPairSync('rsa', { modulusLength: 2048, publicExponent: 3 });
    const other = (namedCurve: string) => jwkOf(generateKeyPairSync('ec', { namedCurve }));
    const cases: readonly (readonly [Record<string, unknown>, RegExp])[] = [
      [{}, /^kty /],
      [{ kty: 'toString' }, /^kty /],
      [{ keys: [good.ES256] }, /^keys /],
      [{ kty: 'oct', k: 'c2VjcmV0' }, /^kty .*symmetric/],
      [{ ...good.ES256, k: 'c2VjcmV0' }, /symmetric/],
      [membersOf(elliptic.privateKey), /^d .*private/],
      [membersOf(edwards.privateKey), /^d .*private/],
      [{ ...membersOf(rsa.privateKey), alg: 'RS256' }, /^d .*private/],
      ...['p', 'q', 'dp', 'dq', 'qi', 'oth'].map(
        (member) => [{ ...good.RS256, [member]: 'AQAB' }, new RegExp(`^${member} .*private`)] as const,
      ),
      [{ ...jwkOf(small), alg: 'RS256' }, /^n has 1024 bits/],
      [{ ...jwkOf(odd), alg: 'RS256' }, /^e /],
      [jwkOf(rsa), /^alg of an RSA key/],
      [{ ...good.RS256, alg: 'RS512' }, /^alg /],
      [{ ...good.RS256, alg: 'none' }, /^alg /],
      [{ ...good.RS256, n: '' }, /^n /],
      [other('P-384'), /^crv /],
      [other('secp256k1'), /^crv /],
      [{ ...good.ES256, alg: 'HS256' }, /^alg /],
      [{ ...good.ES256, y: good.ES256.x }, /^x and y /],
      [{ ...good.ES256, x: `${good.ES256.x}=` }, /^x and y /],
      [{ ...good.ES256, x: 7 }, /^x and y /],
      [jwkOf(generateKeyPairSync('x25519')), /^crv must be Ed25519/],
      [{ ...good.EdDSA, x: 'AAAA' }, /^x /],
      [{ ...good.EdDSA, alg: 'ES256' }, /^alg /],
      [{ ...good.ES256, use: 'enc' }, /^use /],
      [{ ...good.ES256, key_ops: ['sign'] }, /^key_ops /],
      ...['', '../../keys', '.', '..', 'a/b', 'a b', 'x'.repeat(65), 7].map(
        (kid) => [{ ...good.ES256, kid }, /^kid /] as const,
      ),
    ];
    for (const [jwk, sentence] of cases) {
      const read = readClientKey(jwk);
      assert.match(read.ok ? 'accepted' : read.fault, sentence, JSON.stringify(jwk));
    }
  });
});
