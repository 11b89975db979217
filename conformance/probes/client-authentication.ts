import assert from 'node:assert/strict';
import { bitsOf, expectError } from '../expect.ts';
import { probed, provenWithin, type Requirement } from '../requirement.ts';
import { basic, type Target } from '../target.ts';

const own = { grant_type: 'client_credentials' };
const wrongly = (t: Target) => ({ ...t.clients.machine, client_secret: 'wrong' });

export const clientAuthentication: readonly Requirement[] = [
  probed('CA-01', ['MUST', 'RFC 6749 3.2.1', 'A client with a secret has to show it.'], async (t) => {
    const { client_id } = t.clients.machine;
    expectError(await t.post('/oauth/token', { ...own, client_id }), 401, 'invalid_client');
  }),
  probed('CA-02', ['MUST', 'RFC 6749 5.2', 'A wrong secret by Basic is challenged.'], async (t) => {
    const answer = await t.post('/oauth/token', own, basic(wrongly(t)));
    expectError(answer, 401, 'invalid_client');
    assert.match(answer.headers.get('www-authenticate') ?? '', /^Basic /);
  }),
  probed('CA-03', ['MUST', 'RFC 6749 5.2', 'A wrong secret in the form is refused.'], async (t) => {
    expectError(await t.post('/oauth/token', { ...own, ...wrongly(t) }), [400, 401], 'invalid_client');
  }),
  probed('CA-04', ['SHOULD', 'RFC 9700 4.5', 'Whether a client exists is not told.'], async (t) => {
    const wrong = await t.post('/oauth/token', own, basic(wrongly(t)));
    const unknown = await t.post('/oauth/token', own, basic({ client_id: 'nobody', client_secret: 'wrong' }));
    assert.equal(unknown.status, wrong.status);
    assert.equal(unknown.text, wrong.text);
  }),
  probed('CA-05', ['MUST', 'RFC 6749 2.3', 'A client shows its secret in one way.'], async (t) => {
    const answer = await t.post('/oauth/token', { ...own, ...t.clients.machine }, basic(t.clients.machine));
    expectError(answer, 400, 'invalid_request');
  }),
  probed('CA-06', ['MUST', 'RFC 7521 4.2', 'And is one client.'], async (t) => {
    const { client_id } = t.clients.web;
    expectError(
      await t.post('/oauth/token', { ...own, client_id }, basic(t.clients.machine)),
      400,
      'invalid_request',
    );
  }),
  probed(
    'CA-07',
    ['MUST', 'RFC 6749 2.3.1', 'The scheme is read in any case, the halves are form-encoded.'],
    async (t) => {
      const { authorization } = basic(t.clients.machine);
      for (const scheme of ['Basic', 'basic', 'BASIC']) {
        const header = { authorization: authorization.replace('Basic', scheme) };
        assert.equal((await t.post('/oauth/token', own, header)).status, 200, scheme);
      }
    },
  ),
  probed('CA-08', ['MUST', 'RFC 7617 2', 'What is not Basic is nobody.'], async (t) => {
    for (const value of [
      '!!!',
      Buffer.from('no colon').toString('base64'),
      '',
      'a b c',
      Buffer.from(':').toString('base64'),
      Buffer.from([0xff, 0x3a, 0xff]).toString('base64'),
    ])
      expectError(
        await t.post('/oauth/token', own, { authorization: `Basic ${value}` }),
        [400, 401],
        ['invalid_client', 'invalid_request'],
      );
  }),
  probed('CA-09', ['MUST', 'RFC 6749 2.3', 'A public client is not made another by a secret.'], async (t) => {
    const client = { ...t.clients.native, client_secret: 'anything' };
    assert.notEqual((await t.post('/oauth/token', { ...own, ...client })).status, 200);
  }),
  probed('CA-10', ['MUST', 'RFC 6749 3.2.1', 'A public client says who it is.'], async (t) => {
    const answer = await t.redeem({ client_id: '' }, 'x', { client_id: undefined });
    expectError(answer, [400, 401], ['invalid_request', 'invalid_client']);
  }),
  provenWithin(
    'CA-11',
    ['SHOULD', 'RFC 7591 2', 'An app that registered one way of showing its secret is refused in the other.'],
    'packages/platform/src/developer-portal/features.engine.test.ts',
    'its secret: shown in the one way',
  ),
  provenWithin(
    'CA-12',
    ['MUST', 'OAuth 2.1 2.5.1', 'Guessing secrets is slowed down, and does not lock the owner out.'],
    'packages/platform/src/authorization/client-authentication.engine.test.ts',
    'is slowed down when its secret is guessed',
  ),
  probed(
    'CA-13',
    ['MUST', 'RFC 6749 10.10', 'Secrets are made by the server, of 128 bits and more.'],
    async (t) => {
      const secrets = [t.clients.web, t.clients.other, t.clients.machine].map(
        ({ client_secret = '' }) => client_secret,
      );
      assert.ok(bitsOf(secrets) >= 128);
    },
  ),
  provenWithin(
    'CA-14',
    ['MUST', 'Rule P1', 'A secret is shown once.'],
    'packages/platform/src/developer-portal/apps.engine.test.ts',
    'the secret is shown once',
  ),
  provenWithin(
    'CA-15',
    ['MUST', 'RFC 9700 2.5', 'At rest a secret is a keyed hash.'],
    'packages/platform/src/journeys/secrets-at-rest.engine.test.ts',
    'no password, secret',
  ),
  provenWithin(
    'CA-16',
    ['SHOULD', 'Rule P1', 'Two secrets are good until the deadline of the old one.'],
    'packages/platform/src/developer-portal/secrets.engine.test.ts',
    'two secrets work side by side',
  ),
  provenWithin(
    'CA-17',
    ['MUST', 'RFC 7523 3', 'An assertion that nobody signed is nobody’s.'],
    'packages/platform/src/authorization/client-assertion.test.ts',
    'CA-17: is signed',
  ),
  provenWithin(
    'CA-18',
    ['MUST', 'RFC 7523 3', 'Nor one signed by another key, or by a public key as if it were a secret.'],
    'packages/platform/src/authorization/client-assertion.test.ts',
    'CA-18: is signed',
  ),
  provenWithin(
    'CA-19',
    ['MUST', 'RFC 7523 3', 'It speaks of its own client.'],
    'packages/platform/src/authorization/client-assertion.test.ts',
    'CA-19:',
  ),
  provenWithin(
    'CA-20',
    ['MUST', 'RFC 7523 3', 'And to this server alone.'],
    'packages/platform/src/authorization/client-assertion.test.ts',
    'CA-20:',
  ),
  provenWithin(
    'CA-21',
    ['MUST', 'RFC 7523 3', 'It ends, and soon.'],
    'packages/platform/src/authorization/client-assertion.test.ts',
    'CA-21:',
  ),
  provenWithin(
    'CA-22',
    ['MUST', 'RFC 7523 3', 'It is of now.'],
    'packages/platform/src/authorization/client-assertion.test.ts',
    'CA-22:',
  ),
  provenWithin(
    'CA-23',
    ['MUST', 'RFC 7523 3', 'It is good once, on every node.'],
    'packages/platform/src/authorization/private-key-jwt.engine.test.ts',
    'uses each assertion once on all nodes',
  ),
  provenWithin(
    'CA-24',
    ['MUST', 'RFC 8725 3.10', 'The key it brings along, or points to, is not looked at.'],
    'packages/platform/src/authorization/client-assertion.test.ts',
    'CA-24:',
  ),
  provenWithin(
    'CA-25',
    ['MUST', 'RFC 8725 3.5', 'Weak keys are not registered.'],
    'packages/platform/src/apps/client-key.test.ts',
    'is P-256, Ed25519 or RSA',
  ),
  provenWithin(
    'CA-26',
    [
      'MUST',
      'RFC 7517 5',
      'Keys at an address of a client are fetched as its document is: bounded, from public addresses, once at a time.',
    ],
    'packages/platform/src/client-documents/client-keys.engine.test.ts',
    'get nothing while their keys cannot be had',
  ),
  probed(
    'CA-27',
    ['SHOULD', 'RFC 9700 2.5', 'Clients may authenticate with a key of their own.'],
    async (t) => {
      const methods = t.metadata.token_endpoint_auth_methods_supported;
      assert.ok(Array.isArray(methods) && methods.includes('private_key_jwt'));
    },
  ),
];
