import assert from 'node:assert/strict';
import { test } from 'node:test';
import { OAuthError } from './oauth-error.ts';

test('missing parameters are named to the caller and to the log', () => {
  const one = OAuthError.missing('grant_type');
  assert.equal(one.description, 'grant_type is missing.');
  assert.deepEqual([one.code, one.reason, one.status], ['invalid_request', 'missing_parameter', 400]);
  const two = OAuthError.missing('code', 'redirect_uri');
  assert.equal(two.description, 'code and redirect_uri are missing.');
  assert.deepEqual(two.comparison, { received: null, expected: 'code redirect_uri' });
});

test('a redirect URI that differs is among the causes, and reads like every other bad grant', () => {
  const { description } = new OAuthError('redirect_uri_differs');
  assert.match(description, /or the redirect_uri differs\.$/);
  assert.equal(description, new OAuthError('code_unknown').description);
});
