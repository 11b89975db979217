import assert from 'node:assert/strict';
import { test } from 'node:test';
import { redirectUriFault } from './redirect-uri-fault.ts';

test('addresses that can be registered have no fault', () => {
  for (const uri of [
    'https://app.example.com/callback?from=gatehouse',
    'http://localhost',
    'http://127.0.0.1:8080/callback',
    'http://[::1]/callback',
    'com.example.app:/callback',
    'urn:ietf:wg:oauth:2.0:oob',
  ]) {
    assert.equal(redirectUriFault(uri), undefined, uri);
  }
});

test('each other address is refused for what is wrong with it', () => {
  const faults = [
    ['', 'empty'],
    ['/callback', 'malformed'],
    ['https://app.example.com/café', 'malformed'],
    ['https://app.example.com/#top', 'fragment'],
    ['https://*.example.com/', 'wildcard'],
    ['https://me@app.example.com/', 'user_info'],
    ['http://app.example.com/', 'not_https'],
    ['http://localhost.example.com/', 'not_https'],
    ['myapp:/callback', 'scheme'],
    ['javascript:alert(1)', 'scheme'],
    ['urn:example', 'urn'],
  ] as const;
  for (const [uri, fault] of faults) assert.equal(redirectUriFault(uri), fault, uri);
});
