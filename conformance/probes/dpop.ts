import assert from 'node:assert/strict';
import { expectError } from '../expect.ts';
import { probed, provenWithin, type Requirement } from '../requirement.ts';

const wire = 'packages/platform/src/authorization/dpop.engine.test.ts';
const off = { grant_type: 'client_credentials' };

const proofs = 'packages/platform/src/proofs/dpop-proof.test.ts';

export const dpop: readonly Requirement[] = [
  provenWithin('DP-01', ['MUST', 'RFC 9449 4.2', 'A proof has every claim.'], proofs, 'without '),
  provenWithin('DP-02', ['MUST', 'RFC 9449 4.3', 'It says what it is.'], proofs, 'with '),
  provenWithin(
    'DP-03',
    ['MUST', 'RFC 9449 4.3', 'It is signed, by the key that it carries.'],
    proofs,
    'signed by another key',
  ),
  provenWithin(
    'DP-04',
    ['MUST', 'RFC 9449 4.3', 'A proof is for one method and one address.'],
    wire,
    'two proofs, a proof for another address',
  ),
  provenWithin(
    'DP-05',
    ['MUST', 'RFC 9449 8', 'It is of now.'],
    'packages/platform/src/proofs/dpop-proof.test.ts',
    'is good for five minutes',
  ),
  provenWithin(
    'DP-06',
    ['MUST', 'RFC 9449 11.1', 'It is good once, on every node.'],
    wire,
    'a proof is good once',
  ),
  probed(
    'DP-07',
    ['MUST', 'RFC 9449 4.3', 'Two proofs are none, and what is none is said to be.'],
    async (t) => {
      for (const proof of ['x', 'a.b.c', 'eyJhbGciOiJub25lIiwidHlwIjoiZHBvcCtqd3QifQ.e30.']) {
        const answer = await t.post('/oauth/token', { ...off, ...t.clients.machine }, { dpop: proof });
        expectError(answer, 400, ['invalid_dpop_proof', 'use_dpop_nonce']);
      }
      assert.ok(Array.isArray(t.metadata.dpop_signing_alg_values_supported));
    },
  ),
  provenWithin(
    'DP-08',
    ['MUST', 'RFC 9449 7.1', 'A bound token is taken with a proof, and in no other way.'],
    wire,
    'a bound token is taken with a proof',
  ),
  provenWithin(
    'DP-09',
    ['MUST', 'RFC 9449 7', 'The proof names the token.'],
    wire,
    'a bound token is taken with a proof',
  ),
  provenWithin(
    'DP-10',
    ['MUST', 'RFC 9449 7', 'And is of its key.'],
    wire,
    'a bound token is taken with a proof',
  ),
  provenWithin(
    'DP-11',
    ['MUST', 'RFC 9449 6.2', 'Introspection names the key.'],
    wire,
    'introspection names the key',
  ),
  provenWithin(
    'DP-12',
    ['MUST', 'RFC 9449 10', 'A code can be asked for one key.'],
    wire,
    'a code that was asked for with dpop_jkt',
  ),
  provenWithin(
    'DP-13',
    ['MUST', 'RFC 9449 8', 'A nonce that is too old is answered by a new one.'],
    wire,
    'a proof without the nonce',
  ),
  provenWithin(
    'AC-17',
    ['MUST', 'RFC 9449 10', 'A code that was asked for one key is redeemed with it.'],
    wire,
    'a code that was asked for with dpop_jkt',
  ),
  provenWithin(
    'RT-27',
    ['MUST', 'RFC 9449 5', 'The chain of a public client goes on with its key.'],
    wire,
    'the chain of a public client',
  ),
];
