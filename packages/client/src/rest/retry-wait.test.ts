import assert from 'node:assert/strict';
import { test } from 'node:test';
import { retryWait } from './retry-wait.ts';

const now = Date.UTC(2026, 0, 31, 12, 0, 0);
const date = (ms: number) => new Date(ms).toUTCString();
const reset = String(now / 1000 + 7);

const cases: [string, Record<string, string>, number | undefined][] = [
  ['nothing is said', {}, undefined],
  ['seconds are given', { 'retry-after': '12' }, 12_000],
  ['a date is given', { 'retry-after': date(now + 30_000) }, 30_000],
  ['a date has passed', { 'retry-after': date(now - 30_000) }, 0],
  ['only the reset is given', { 'x-rate-limit-reset': reset }, 7_000],
  ['both are given', { 'retry-after': '3', 'x-rate-limit-reset': reset }, 3_000],
  ['the server clock is ahead', { 'x-rate-limit-reset': reset, date: date(now + 5_000) }, 2_000],
  ['the server clock is behind', { 'retry-after': date(now - 50_000), date: date(now - 60_000) }, 10_000],
  ['Retry-After is no time', { 'retry-after': 'soon', 'x-rate-limit-reset': reset }, 7_000],
  ['Retry-After is negative', { 'retry-after': '-5x' }, undefined],
];

for (const [when, headers, wait] of cases) {
  test(`when ${when}, the wait is ${wait ?? 'unknown'}`, () => {
    assert.equal(retryWait(new Headers(headers), now), wait);
  });
}
