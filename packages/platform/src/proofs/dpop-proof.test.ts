import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { judgeProof, type ProvenRequest } from './dpop-proof.ts';
import { proofMaker } from './proof.test-support.ts';

const now = 1_800_000_000_000;
const url = 'https://gate.example/oauth/token';
const asked: ProvenRequest = { method: 'POST', url, now };
const made = { method: 'POST', url, now };
const maker = proofMaker();

const faultOf = (text: string, request: Partial<ProvenRequest> = {}) => {
  const judged = judgeProof(text, { ...asked, ...request });
  return judged.ok ? undefined : judged.reason;
};

describe('a DPoP proof (RFC 9449 section 4.3)', () => {
  for (const algorithm of ['ES256', 'EdDSA', 'PS256', 'RS256'] as const)
    it(`by ${algorithm} proves the thumbprint of its key`, () => {
      const by = proofMaker(algorithm);
      const judged = judgeProof(by.proof(made), asked);
      assert.ok(judged.ok);
      assert.equal(judged.jkt, by.jkt);
    });

  for (const claim of ['jti', 'htm', 'htu', 'iat'])
    it(`without ${claim} is none`, () => {
      assert.equal(faultOf(maker.proof(made, { [claim]: undefined })), 'proof_malformed');
    });

  for (const [what, header] of [
    ['no type', { typ: undefined }],
    ['the type of an assertion', { typ: 'JWT' }],
    ['no key', { jwk: undefined }],
    ['a private key', { jwk: maker.key.privateKey.export({ format: 'jwk' }) }],
    ['a symmetric key', { jwk: { kty: 'oct', k: 'c2VjcmV0' }, alg: 'HS256' }],
    ['the algorithm none', { alg: 'none' }],
    ['an algorithm that is not its key’s', { alg: 'RS256' }],
    ['an extension that must be understood', { crit: ['b64'] }],
  ] as const)
    it(`with ${what} is none`, () => {
      assert.equal(faultOf(maker.proof(made, {}, header)), 'proof_malformed');
    });

  it('signed by another key than it carries is refused', () => {
    const other = proofMaker().key.jwk;
    assert.equal(faultOf(maker.proof(made, {}, { jwk: other })), 'proof_signature_wrong');
  });

  it('counts for one method and one address, whatever the query', () => {
    assert.equal(faultOf(maker.proof(made, { htm: 'GET' })), 'proof_of_other_request');
    for (const htu of [`${url}/`, 'https://evil.example/oauth/token', 'http://gate.example/oauth/token', 'x'])
      assert.equal(faultOf(maker.proof(made, { htu })), 'proof_of_other_request', htu);
    for (const htu of [`${url}?a=b#c`, 'HTTPS://GATE.example:443/oauth/token'])
      assert.equal(faultOf(maker.proof(made, { htu })), undefined, htu);
  });

  it('counts for no address that cannot be read, whatever the request’s own is', () => {
    assert.equal(faultOf(maker.proof(made, { htu: 'x' }), { url: 'y' }), 'proof_of_other_request');
  });

  it('is good for five minutes on either side of its clock', () => {
    const at = (seconds: number) => maker.proof({ ...made, now: now + seconds * 1000 });
    assert.equal(faultOf(at(-299)), undefined);
    assert.equal(faultOf(at(299)), undefined);
    assert.equal(faultOf(at(-301)), 'proof_stale');
    assert.equal(faultOf(at(301)), 'proof_stale');
    for (const iat of [Number.POSITIVE_INFINITY, '1', 1.5])
      assert.equal(faultOf(maker.proof(made, { iat })), 'proof_malformed', String(iat));
  });

  it('names the access token it comes with', () => {
    const accessToken = 'gha_2.a.b.c';
    const good = maker.proof({ ...made, accessToken });
    assert.equal(faultOf(good, { accessToken }), undefined);
    assert.equal(faultOf(maker.proof(made), { accessToken }), 'proof_of_other_token');
    assert.equal(faultOf(good, { accessToken: 'gha_2.x.y.z' }), 'proof_of_other_token');
  });

  it('carries a recent nonce where one is asked for', () => {
    const isNonce = (nonce: string) => nonce === 'n';
    assert.equal(faultOf(maker.proof(made), { isNonce }), 'proof_nonce_missing');
    assert.equal(faultOf(maker.proof({ ...made, nonce: 'o' }), { isNonce }), 'proof_nonce_wrong');
    assert.equal(faultOf(maker.proof({ ...made, nonce: 'n' }), { isNonce }), undefined);
  });

  it('twice in one header is none', () => {
    const text = maker.proof(made);
    assert.equal(faultOf(`${text}, ${text}`), 'proof_malformed');
  });
});
