import assert from 'node:assert/strict';
import { expectError, expectRedirectError, redirectOf } from '../expect.ts';
import { departure, probed, provenWithin, type Requirement } from '../requirement.ts';
import { makeProof, type Target } from '../target.ts';

async function refused(t: Target, fields: Record<string, string | undefined>): Promise<void> {
  expectRedirectError(t, await redirectOf(t, t.authorizePath(fields)), 'invalid_request');
}

/** A code that a challenge protects, and its verifier. */
async function protectedCode(t: Target) {
  const { verifier, challenge } = makeProof();
  return { code: await t.code(t.clients.web, challenge), verifier, challenge };
}

const digest = makeProof().challenge.code_challenge;

export const proofKey: readonly Requirement[] = [
  probed('PK-01', ['MUST', 'RFC 9700 2.1.1', 'A public client needs a challenge.'], (t) =>
    refused(t, { client_id: t.clients.native.client_id }),
  ),
  departure(
    'PK-02',
    ['SHOULD', 'OAuth 2.1 4.1.1', 'A confidential client needs a challenge as well.'],
    'Clients of the wire this server is compatible with send none, and would all be refused. Public clients have to (PK-01); whoever sends one is held to it (PK-07 to PK-11), and cannot be talked out of it; a code of the others is bound to client, secret and redirect URI, and works once. GATEHOUSE_PKCE=required asks every app for one, and each app can ask it of itself.',
  ),
  probed('PK-03', ['MUST', 'RFC 9700 2.1.1', 'The method plain is refused.'], (t) =>
    refused(t, { code_challenge: digest, code_challenge_method: 'plain' }),
  ),
  probed(
    'PK-04',
    ['MUST', 'RFC 7636 4.3', 'So is a challenge without a method, which would mean plain.'],
    (t) => refused(t, { code_challenge: digest }),
  ),
  probed('PK-05', ['MUST', 'RFC 7636 4.4.1', 'And a method nobody knows.'], (t) =>
    refused(t, { code_challenge: digest, code_challenge_method: 'S512' }),
  ),
  probed('PK-06', ['MUST', 'RFC 7636 4.2', 'A challenge is 43 characters of base64url.'], async (t) => {
    for (const code_challenge of [
      digest.slice(1),
      `${digest}A`,
      `+${digest.slice(1)}`,
      `/${digest.slice(1)}`,
      `${digest.slice(1)}=`,
    ])
      await refused(t, { code_challenge, code_challenge_method: 'S256' });
  }),
  probed(
    'PK-07',
    ['MUST', 'RFC 7636 4.6', 'A protected code buys nothing without its verifier.'],
    async (t) => {
      const { code } = await protectedCode(t);
      expectError(await t.redeem(t.clients.web, code), 400, ['invalid_grant', 'invalid_request']);
    },
  ),
  probed('PK-08', ['MUST', 'RFC 7636 4.6', 'Nor with another one.'], async (t) => {
    const { code } = await protectedCode(t);
    expectError(
      await t.redeem(t.clients.web, code, { code_verifier: makeProof().verifier }),
      400,
      'invalid_grant',
    );
  }),
  probed('PK-09', ['MUST', 'RFC 7636 4.4', 'The challenge is no verifier.'], async (t) => {
    const { code, challenge } = await protectedCode(t);
    const answer = await t.redeem(t.clients.web, code, { code_verifier: challenge.code_challenge });
    expectError(answer, 400, 'invalid_grant');
  }),
  probed(
    'PK-10',
    ['MUST', 'RFC 7636 4.1', 'A verifier has 43 to 128 characters of its alphabet.'],
    async (t) => {
      const { code, verifier } = await protectedCode(t);
      for (const code_verifier of ['abc', verifier.slice(1), 'a'.repeat(129), `${verifier.slice(1)} `]) {
        const answer = await t.redeem(t.clients.web, code, { code_verifier });
        expectError(answer, 400, ['invalid_grant', 'invalid_request']);
      }
    },
  ),
  probed(
    'PK-11',
    ['MUST', 'RFC 9700 4.8.2', 'A verifier for a code without a challenge is refused.'],
    async (t) => {
      const code = await t.code();
      const answer = await t.redeem(t.clients.web, code, { code_verifier: makeProof().verifier });
      expectError(answer, 400, ['invalid_request', 'invalid_grant']);
    },
  ),
  probed(
    'PK-12',
    [
      'SHOULD',
      'RFC 9700 4.5',
      'A code outlives a slip or two by its own client, and not a series of guesses.',
    ],
    async (t) => {
      const { code, verifier } = await protectedCode(t);
      for (let guess = 0; guess < 20; guess += 1) {
        const answer = await t.redeem(t.clients.web, code, { code_verifier: makeProof().verifier });
        assert.equal(answer.status, 400);
      }
      expectError(await t.redeem(t.clients.web, code, { code_verifier: verifier }), 400, 'invalid_grant');
    },
  ),
  provenWithin(
    'PK-13',
    ['SHOULD', 'RFC 9700 2.1.1', 'A challenge that a client uses for several people is noticed.'],
    'packages/platform/src/authorization/repeated-challenge.engine.test.ts',
    'a challenge that a client uses for a second person',
  ),
  probed('PK-14', ['MUST', 'RFC 9700 2.1.1', 'The metadata names S256 alone.'], async (t) => {
    assert.deepEqual(t.metadata.code_challenge_methods_supported, ['S256']);
  }),
  provenWithin(
    'PK-15',
    ['SHOULD', 'RFC 9700 4.8', 'Verifiers are compared as digests, in constant time.'],
    'packages/platform/src/authorization/proof-key.test.ts',
    'a wrong, a missing and an unasked verifier',
  ),
];
