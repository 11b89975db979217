import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { contentSecurityPolicy, cspSource } from './content-security-policy.ts';

test('the default allows nothing inline, nothing foreign and no frames', () => {
  const policy = contentSecurityPolicy();
  assert.match(policy, /^default-src 'none'; /);
  assert.match(policy, /frame-ancestors 'none'/);
  assert.match(policy, /base-uri 'none'/);
  assert.doesNotMatch(policy, /unsafe|\*|http/);
});

test('a form may lead to the redirect URI of the app that asks, by its origin or scheme', () => {
  const formAction = (url: string) =>
    /form-action ([^;]*)/.exec(contentSecurityPolicy({ formAction: [url] }))?.[1];
  assert.equal(formAction('https://app.example/cb?x=1'), "'self' https://app.example");
  assert.equal(formAction('http://127.0.0.1:8123/cb'), "'self' http://127.0.0.1:8123");
  assert.equal(formAction('http://[::1]:8123/cb'), "'self' http:");
  assert.equal(formAction('com.example.app:/cb'), "'self' com.example.app:");
  assert.equal(formAction('urn:ietf:wg:oauth:2.0:oob'), "'self' urn:");
});

test('a frame is shown only from where a page says so', () => {
  const frameSrc = (policy: string) => /frame-src ([^;]*)/.exec(policy)?.[1];
  assert.equal(frameSrc(contentSecurityPolicy()), "'none'");
  assert.equal(frameSrc(contentSecurityPolicy({ frameSrc: ['https://own.example'] })), 'https://own.example');
});

test('no URL can write policy of its own', () => {
  const url = fc.oneof(
    fc.webUrl({ withQueryParameters: true, withFragments: true }),
    fc.string().map((path) => `https://app.example/${path};script-src *`),
    fc.string().map((path) => `app:${path};script-src *,default-src *`),
  );
  fc.assert(
    fc.property(url, (given) => assert.match(cspSource(given), /^[a-z][a-z0-9+.-]*:(\/\/[^\s;,'"]+)?$/)),
  );
});
