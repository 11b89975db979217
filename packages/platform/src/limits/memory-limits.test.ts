import assert from 'node:assert/strict';
import { test } from 'node:test';
import { limitHeaders } from './limit-headers.ts';
import { memoryLimits } from './memory-limits.ts';

function counting(settings: Parameters<typeof memoryLimits>[1]) {
  const clock = { at: 1_000_000, now: () => clock.at };
  return { clock, limits: memoryLimits(clock, settings) };
}

test('the spike window refuses what is beyond it, and begins anew after ten seconds', async () => {
  const { clock, limits } = counting({ hourly: 100, spike: 2 });
  assert.equal((await limits.take('a')).remaining, 1);
  assert.equal((await limits.take('a')).remaining, 0);
  const refused = await limits.take('a');
  assert.equal(refused.allowed, false);
  assert.equal(refused.retryAfter, 10);
  assert.equal(refused.resetAt, 1010);
  clock.at += 10_000;
  assert.equal((await limits.take('a')).allowed, true);
});

test('the headers tell of the window that is closer to exhaustion', async () => {
  const { clock, limits } = counting({ hourly: 5, spike: 3 });
  assert.equal((await limits.take('a')).limit, 3);
  await limits.take('a');
  clock.at += 10_000;
  const hourly = await limits.take('a');
  assert.deepEqual([hourly.limit, hourly.remaining], [3, 2]);
  clock.at += 10_000;
  const closer = await limits.take('a');
  assert.deepEqual([closer.limit, closer.remaining, closer.resetAt], [5, 1, 4600]);
});

test('refused calls take nothing, so a client that waits is let in again', async () => {
  const { clock, limits } = counting({ hourly: 4, spike: 2 });
  for (let call = 0; call < 20; call += 1) await limits.take('a');
  clock.at += 10_000;
  assert.equal((await limits.take('a')).allowed, true);
});

test('when both windows are exhausted the longer wait is told', async () => {
  const { limits } = counting({ hourly: 1, spike: 1 });
  await limits.take('a');
  assert.equal((await limits.take('a')).retryAfter, 3600);
});

test('one app does not use up what another has', async () => {
  const { limits } = counting({ hourly: 1, spike: 1 });
  await limits.take('a');
  assert.equal((await limits.take('b')).allowed, true);
});

test('memory is bounded: the client that has called least recently is forgotten', async () => {
  const { limits } = counting({ hourly: 1, spike: 1, mostClients: 2 });
  await limits.take('a');
  await limits.take('b');
  assert.equal((await limits.take('a')).allowed, false);
  await limits.take('c');
  assert.equal((await limits.take('a')).allowed, false);
  assert.equal((await limits.take('b')).allowed, true);
});

test('a clock that is set back locks nobody out', async () => {
  const { clock, limits } = counting({ hourly: 1, spike: 1 });
  await limits.take('a');
  clock.at -= 86_400_000;
  assert.equal((await limits.take('a')).allowed, true);
});

test('Retry-After is sent with a refusal only', async () => {
  const { limits } = counting({ hourly: 9, spike: 1 });
  assert.deepEqual(limitHeaders(await limits.take('a')), {
    'x-rate-limit-limit': '1',
    'x-rate-limit-remaining': '0',
    'x-rate-limit-reset': '1010',
  });
  assert.equal(limitHeaders(await limits.take('a'))['retry-after'], '10');
});
