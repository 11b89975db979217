import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { RegisteredClient } from '../apps/client-store.ts';
import { OAuthError } from './oauth-error.ts';
import { ProvenRedirect } from './proven-redirect.ts';

const issuer = 'https://gatehouse.example';
const clientWith = (...redirectUris: string[]): RegisteredClient => ({
  clientId: 'ghi_test',
  environment: 'production',
  confidential: true,
  grantTypes: ['authorization_code'],
  refreshGrace: null,
  dpopRequired: false,
  refreshIdleLimit: null,
  refreshAbsoluteLimit: null,
  pushedRequestsRequired: false,
  proofKeyRequired: false,
  privateKeyRequired: false,
  secretMethod: null,
  openidConnect: true,
  idTokenAlgorithm: 'RS256',
  resources: null,
  epoch: 0,
  redirectUris,
  secrets: [],
  app: null,
  account: null,
  appId: null,
});

describe('a redirect', () => {
  it('may be left out only where exactly one URI is registered', () => {
    assert.equal(
      ProvenRedirect.prove(clientWith('https://a.example/cb'), null, issuer)?.uri,
      'https://a.example/cb',
    );
    assert.equal(
      ProvenRedirect.prove(clientWith('https://a.example/cb', 'https://b.example/cb'), null, issuer),
      undefined,
    );
    assert.equal(ProvenRedirect.prove(clientWith(), null, issuer), undefined);
    assert.equal(ProvenRedirect.prove(clientWith(), 'https://a.example/cb', issuer), undefined);
  });

  it('brings any state back unchanged, beside the code and the issuer and nothing else', () => {
    const redirect = ProvenRedirect.prove(
      clientWith('https://a.example/cb?tenant=7'),
      'https://a.example/cb?tenant=7',
      issuer,
    );
    assert.ok(redirect);
    const states = fc.string({ unit: 'grapheme', maxLength: 2_000 }).filter((text) => text.isWellFormed());
    fc.assert(
      fc.property(states, (state) => {
        const location = redirect.withCode('ghc_x', state);
        assert.match(location, /^[\x21-\x7e]+$/);
        const query = [...new URL(location).searchParams];
        assert.deepEqual(query, [
          ['tenant', '7'],
          ['code', 'ghc_x'],
          ['state', state],
          ['iss', issuer],
        ]);
      }),
    );
  });

  it('carries errors with their state and issuer', () => {
    const redirect = ProvenRedirect.prove(clientWith('http://localhost'), 'http://localhost:8080', issuer);
    const location = new URL(redirect?.withError(new OAuthError('denied'), 's') ?? '');
    assert.equal(location.origin, 'http://localhost:8080');
    assert.equal(location.searchParams.get('error'), 'access_denied');
    assert.equal(location.searchParams.get('state'), 's');
    assert.equal(location.searchParams.get('iss'), issuer);
  });
});
