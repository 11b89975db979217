import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isDocumentUrl } from './document-url.ts';

const closed = { privateAllowed: false };

test('a client_id that is a URL has one spelling, a path, and leads outside', () => {
  for (const url of ['https://app.example/client.json', 'https://app.example:8443/a/b', 'https://1.1.1.1/c'])
    assert.equal(isDocumentUrl(url, closed), true, url);
  for (const url of [
    'http://app.example/client.json',
    'https://app.example',
    'https://app.example/',
    'https://app.example/c#part',
    'https://app.example/c#',
    'https://app.example/c?a=1',
    'https://app.example/c?',
    'https://user@app.example/c',
    'https://user:secret@app.example/c',
    'https://app.example/a/../c',
    'https://app.example/./c',
    'https://app.example/%2e%2e/c',
    'https://app.example:443/c',
    'https://APP.example/c',
    'https://app.example\\@evil.example/c',
    'https://äpp.example/c',
    'https:app.example/c',
    'https://localhost/c',
    'https://a.localhost/c',
    'https://localhost./c',
    'https://127.0.0.1/c',
    'https://127.1/c',
    'https://2130706433/c',
    'https://0x7f.1/c',
    'https://10.0.0.1/c',
    'https://169.254.169.254/latest',
    'https://[::1]/c',
    'https://[::ffff:7f00:1]/c',
    'https://[fd00::1]/c',
    'https://[fe80::1]/c',
    `https://app.example/${'a'.repeat(512)}`,
    'ghi_x',
  ])
    assert.equal(isDocumentUrl(url, closed), false, url);
});
