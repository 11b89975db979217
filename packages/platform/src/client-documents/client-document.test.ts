import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readDocument } from './client-document.ts';

const url = 'https://app.example/client.json';
const honest = {
  client_id: url,
  client_name: 'Crane Watch',
  redirect_uris: ['https://app.example/cb', 'http://127.0.0.1/cb'],
  grant_types: ['authorization_code', 'refresh_token'],
  token_endpoint_auth_method: 'none',
};
const read = (members: object) => readDocument(url, JSON.stringify(members));

test('a document says who it is, what it is called and where it wants browsers sent', () => {
  assert.deepEqual(
    read({ ...honest, logo_uri: 'javascript:alert(1)', jwks_uri: 'http://169.254.169.254/' }),
    {
      clientId: url,
      host: 'app.example',
      name: 'Crane Watch',
      redirectUris: honest.redirect_uris,
      keys: null,
    },
  );
  assert.equal(read({ client_id: url, redirect_uris: ['https://app.example/cb'] })?.name, 'app.example');
});

test('one that is another’s, holds a secret, or asks for what it cannot have counts for nothing', () => {
  for (const wrong of [
    { client_id: `${url}/` },
    { client_id: 'https://evil.example/client.json' },
    { client_id: undefined },
    { client_secret: 'x' },
    { client_secret: null },
    { client_secret_expires_at: 0 },
    { redirect_uris: [] },
    { redirect_uris: undefined },
    { redirect_uris: 'https://app.example/cb' },
    { redirect_uris: ['http://app.example/cb'] },
    { redirect_uris: ['javascript:alert(1)'] },
    { redirect_uris: ['urn:ietf:wg:oauth:2.0:oob'] },
    { redirect_uris: ['https://app.example/cb', 'https://*.example/cb'] },
    { redirect_uris: Array.from({ length: 21 }, (_, at) => `https://app.example/${at}`) },
    { grant_types: ['client_credentials'] },
    { response_types: ['token'] },
    { token_endpoint_auth_method: 'client_secret_basic' },
    { token_endpoint_auth_method: 'private_key_jwt' },
    { client_name: 'Crane\u202eWatch' },
    { client_name: '' },
    { client_name: 'a'.repeat(101) },
  ])
    assert.equal(read({ ...honest, ...wrong }), undefined, JSON.stringify(wrong));
  for (const text of ['', '[]', 'null', '"x"', '{', '{}']) assert.equal(readDocument(url, text), undefined);
});
