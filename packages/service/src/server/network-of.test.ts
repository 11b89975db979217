import assert from 'node:assert/strict';
import { test } from 'node:test';
import { networkOf } from './network-of.ts';

test('an IPv6 network counts as one address however it is written, and IPv4 in IPv6 as IPv4', () => {
  assert.equal(networkOf('2001:db8:1:2:a::1'), networkOf('2001:0db8:0001:0002::ffff'));
  assert.notEqual(networkOf('2001:db8:1:2::1'), networkOf('2001:db8:1:3::1'));
  assert.equal(networkOf('::ffff:192.0.2.1'), '192.0.2.1');
  assert.equal(networkOf('::1'), '0:0:0:0::/64');
});
