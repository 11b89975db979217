import assert from 'node:assert/strict';
import { createHmac, createPublicKey } from 'node:crypto';
import { describe, it } from 'node:test';
import { readCompactSignature } from '../proofs/compact-signature.ts';
import { encodeJson, encodePart, makeTestKey, signatureBy, type TestKey } from './assertion.test-support.ts';
import { judgeAssertion } from './client-assertion.ts';

const second = 1_800_000_000;
const issuer = 'https://gatehouse.example';
const keys = (['ES256', 'EdDSA', 'PS256', 'RS256'] as const).map((algorithm) => makeTestKey(algorithm));
const [key = assert.fail()] = keys;
const rsa = keys.find(({ algorithm }) => algorithm === 'RS256') ?? assert.fail();

const honest = {
  iss: 'me',
  sub: 'me',
  aud: issuer,
  exp: second + 60,
  nbf: second,
  iat: second,
  jti: 'once',
};

function judge(text: string, registered: readonly TestKey[] = keys): string {
  const assertion = readCompactSignature(text);
  if (assertion === undefined) return 'unreadable';
  const judged = judgeAssertion(assertion, { clientId: 'me', keys: registered, issuer, now: second * 1000 });
  return judged.ok ? 'ok' : judged.reason;
}
const judgeClaims = (claims: Readonly<Record<string, unknown>>) => judge(key.sign({ ...honest, ...claims }));

describe('an assertion of a client', () => {
  it('holds with a key of each kind, by its kid and without', () => {
    for (const each of keys) {
      assert.equal(judge(each.sign(honest)), 'ok', each.algorithm);
      assert.equal(judge(each.sign(honest, { kid: undefined })), 'ok', each.algorithm);
    }
    const edwards = keys.find(({ algorithm }) => algorithm === 'EdDSA') ?? assert.fail();
    assert.equal(judge(edwards.sign(honest, { alg: 'Ed25519' })), 'ok');
    for (const typ of ['JWT', 'jwt', 'client-authentication+jwt'])
      assert.equal(judge(key.sign(honest, { typ })), 'ok', typ);
  });

  it('CA-17: is signed: alg none and its spellings are no algorithm of any key', () => {
    for (const alg of ['none', 'None', 'NONE', '', undefined, null, ['ES256'], 'toString']) {
      assert.equal(judge(key.sign(honest, { alg })), 'assertion_key_unknown', String(alg));
      const unsigned = `${encodeJson({ alg })}.${encodeJson(honest)}.`;
      assert.equal(judge(unsigned), 'unreadable');
    }
  });

  it('CA-18: is signed by a registered key, with the algorithm of that key', () => {
    const stranger = makeTestKey('ES256');
    assert.equal(judge(stranger.sign(honest)), 'assertion_signature_wrong');
    assert.equal(judge(key.sign(honest), []), 'assertion_key_unknown');
    const [head, , tail] = key.sign(honest).split('.');
    assert.equal(
      judge(`${head}.${encodeJson({ ...honest, jti: 'x' })}.${tail}`),
      'assertion_signature_wrong',
    );
    assert.equal(judge(`${head}.${encodeJson(honest)}.AAAA`), 'assertion_signature_wrong');
    const zero = encodePart(new Uint8Array(64));
    assert.equal(judge(`${head}.${encodeJson(honest)}.${zero}`), 'assertion_signature_wrong');
  });

  it('CA-18: a public key is never the secret of an HMAC, nor one RSA padding the other', () => {
    const publicKey = createPublicKey(rsa.privateKey);
    for (const secret of [
      publicKey.export({ format: 'pem', type: 'spki' }),
      publicKey.export({ format: 'der', type: 'spki' }),
      JSON.stringify(rsa.jwk),
    ]) {
      const signed = `${encodeJson({ alg: 'HS256', kid: rsa.kid })}.${encodeJson(honest)}`;
      const mac = createHmac('sha256', secret).update(signed).digest('base64url');
      assert.equal(judge(`${signed}.${mac}`), 'assertion_key_unknown');
    }
    const signed = `${encodeJson({ alg: 'PS256', kid: rsa.kid })}.${encodeJson(honest)}`;
    const padded = signatureBy('PS256', rsa.privateKey, signed);
    assert.equal(judge(`${signed}.${padded}`, [rsa]), 'assertion_key_unknown');
  });

  it('CA-19: is by the client and about the client', () => {
    for (const claims of [
      { iss: 'other' },
      { sub: 'other' },
      { iss: 'other', sub: 'other' },
      { iss: undefined },
      { sub: undefined },
      { iss: ['me'] },
      { sub: null },
      { sub: 'ME' },
    ])
      assert.equal(judgeClaims(claims), 'assertion_issuer_wrong', JSON.stringify(claims));
  });

  it('CA-20: is for the issuer alone', () => {
    assert.equal(judgeClaims({ aud: [issuer] }), 'ok');
    for (const aud of [
      undefined,
      null,
      '',
      [],
      'https://other.example',
      `${issuer}/`,
      `${issuer}/oauth/token`,
      issuer.toUpperCase(),
      [`${issuer}/oauth/token`],
      [issuer, 'https://other.example'],
      [issuer, issuer],
      [[issuer]],
      { 0: issuer },
    ])
      assert.equal(judgeClaims({ aud }), 'assertion_audience_wrong', JSON.stringify(aud));
  });

  it('CA-21: expires, in whole seconds, within five minutes', () => {
    assert.equal(judgeClaims({ exp: second + 1 }), 'ok');
    assert.equal(judgeClaims({ exp: second + 300 }), 'ok');
    for (const exp of [
      undefined,
      null,
      second,
      second - 1,
      second + 301,
      second * 1000,
      second + 0.5,
      String(second + 60),
      [second + 60],
      0,
      -1,
      2 ** 53,
      true,
    ])
      assert.equal(judgeClaims({ exp }), 'assertion_expiry_wrong', JSON.stringify(exp));
    const text = JSON.stringify(honest).replace(`"exp":${second + 60}`, '"exp":1e400');
    const signed = `${encodeJson({ alg: key.algorithm })}.${encodePart(text)}`;
    const infinite = `${signed}.${signatureBy(key.algorithm, key.privateKey, signed)}`;
    assert.equal(judge(infinite), 'assertion_expiry_wrong');
  });

  it('CA-22: may come from a clock some seconds ahead, not from the future nor from long ago', () => {
    for (const name of ['nbf', 'iat']) {
      for (const value of [undefined, second + 8, second + 10, second - 60])
        assert.equal(judgeClaims({ [name]: value }), 'ok', `${name} ${value}`);
      for (const value of [second + 60, second + 120, second + 0.5, String(second), null, 2 ** 60])
        assert.equal(judgeClaims({ [name]: value }), 'assertion_time_wrong', `${name} ${value}`);
    }
    assert.equal(judgeClaims({ iat: second - 3_600 }), 'ok');
    assert.equal(judgeClaims({ iat: second - 3_601 }), 'assertion_time_wrong');
    assert.equal(judgeClaims({ iat: second - 365 * 86_400 }), 'assertion_time_wrong');
  });

  it('CA-23: can be told from every other', () => {
    for (const jti of [undefined, null, '', 7, ['once']])
      assert.equal(judgeClaims({ jti }), 'assertion_without_jti', JSON.stringify(jti));
  });

  it('CA-24: brings no key of its own, and points at none', () => {
    const stranger = makeTestKey('ES256');
    for (const header of [
      { jwk: stranger.jwk, kid: undefined },
      { jku: 'https://evil.example/keys', kid: undefined },
      { x5u: 'https://evil.example/chain', kid: undefined },
      { x5c: ['MIIB'], kid: undefined },
      { jwk: stranger.jwk, jku: 'https://evil.example', kid: key.kid },
    ]) {
      assert.equal(judge(stranger.sign(honest, header)), 'assertion_signature_wrong', JSON.stringify(header));
      assert.equal(judge(key.sign(honest, header)), 'ok', 'and takes nothing from a registered one');
    }
    for (const kid of ['../../keys', '', '__proto__', "' or 1=1 --", 'ES256\0', 'es256'])
      assert.equal(judge(key.sign(honest, { kid })), 'assertion_key_unknown', kid);
    for (const header of [
      { kid: 7 },
      { kid: null },
      { crit: ['exp'] },
      { crit: [] },
      { typ: 'at+jwt' },
      { typ: 7 },
    ])
      assert.equal(judge(key.sign(honest, header)), 'assertion_malformed', JSON.stringify(header));
  });
});
