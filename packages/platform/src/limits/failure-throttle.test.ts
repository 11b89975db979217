import assert from 'node:assert/strict';
import { it } from 'node:test';
import { failureThrottle } from './failure-throttle.ts';

it('failures past the allowed number wait for the end of the minute, each name for itself', () => {
  let now = 0;
  const throttle = failureThrottle({ now: () => now });
  assert.equal(throttle.fail('a', 2), undefined);
  assert.equal(throttle.fail('a', 2), undefined);
  now = 20_000;
  assert.equal(throttle.fail('a', 2), 40);
  assert.equal(throttle.fail('b', 2), undefined);
  now = 60_000;
  assert.equal(throttle.fail('a', 2), undefined);
});

it('all addresses of one IPv6 network are one, whatever they are counted for', () => {
  const throttle = failureThrottle({ now: () => 0 });
  assert.equal(throttle.failFrom('2001:db8:1:2::1', 1), undefined);
  assert.equal(throttle.failFrom('2001:db8:1:2:3::4', 1), 60);
  assert.equal(throttle.failFrom('2001:db8:1:3::1', 1), undefined);
  assert.equal(throttle.failFrom('2001:db8:1:2::1', 1, 'a'), undefined);
  assert.equal(throttle.failFrom('2001:db8:1:2::2', 1, 'a'), 60);
  assert.equal(throttle.failFrom('2001:db8:1:2::1', 1, 'b'), undefined);
});
