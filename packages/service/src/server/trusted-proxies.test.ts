import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isTrustedProxy, trustedProxies } from './trusted-proxies.ts';

test('addresses, ranges and names are trusted, also when written as IPv4 inside IPv6', () => {
  const trusts = trustedProxies(['192.0.2.7', '10.0.0.0/8', '2001:db8::/32', 'loopback']);
  const trusted = ['192.0.2.7', '10.255.0.1', '::ffff:10.0.0.1', '2001:db8:1::1', '127.0.0.5', '::1'];
  const untrusted = ['192.0.2.8', '11.0.0.1', '2001:db9::1', '', 'unknown', '10.0.0.1:80', undefined];
  for (const address of trusted) assert.equal(trusts(address), true, address);
  for (const address of untrusted) assert.equal(trusts(address), false, String(address));
});

test('nobody is trusted by default', () => {
  assert.equal(trustedProxies([])('127.0.0.1'), false);
});

test('what is not an address, range or name is refused with a sentence', () => {
  for (const entry of [
    '',
    'proxy.example',
    '10.0.0.0/33',
    '10.0.0.0/',
    '10.0.0.0/8/8',
    '::/129',
    '10.0.0',
    'toString',
  ]) {
    assert.equal(isTrustedProxy(entry), false);
    assert.throws(() => trustedProxies([entry]), {
      name: 'SettingsError',
      message: /is not a trusted proxy/,
    });
  }
});
