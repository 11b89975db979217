import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isResource } from './resource.ts';

test('an API is identified by an absolute URI without a fragment, that TLS or this machine leads to', () => {
  for (const text of ['https://api.example', 'https://api.example/mcp?tenant=1', 'http://127.0.0.1:3000/mcp'])
    assert.equal(isResource(text), true, text);
  for (const text of [
    '',
    'api',
    '/api',
    'https:',
    'https://api.example/#',
    'https://api.example/a#b',
    'http://api.example',
    'http://127.0.0.1.evil.example',
    'urn:example:api',
    'https://user@api.example',
    'https://api.example/ä',
    'https://api.example/a b',
  ])
    assert.equal(isResource(text), false, text);
});
