import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type LaneResult, verdict } from './verdict.ts';

const ran = (passed: number, failed = 0, skipped = 0): LaneResult => ({
  lane: 'unit',
  ran: true,
  results: [
    {
      file: 'some.test.ts',
      counts: { passed, failed, skipped },
      failures: Array.from({ length: failed }, (_, at) => `some.test.ts › claim ${at}\nnot so`),
    },
  ],
  unsteady: [],
  seconds: 1,
});
const missing: LaneResult = { lane: 'browser', ran: false, lack: 'no Chromium.', remedy: 'Install one.' };

test('the last line is the plain total over all lanes', () => {
  assert.equal(verdict([ran(3), ran(4, 1)], 2, false).lines.at(-1), '7 passed, 1 failed');
  assert.equal(verdict([ran(3, 0, 2)], 2, false).lines.at(-1), '3 passed, 0 failed, 2 skipped');
});

test('every failure is told once more before the totals', () => {
  assert.deepEqual(verdict([ran(3, 1), ran(1)], 2, true).lines.slice(0, 3), [
    'Failed:',
    'some.test.ts › claim 0\nnot so',
    '',
  ]);
  assert.ok(!verdict([ran(3)], 2, true).lines.includes('Failed:'));
});

test('what held at the second try alone does not fail the run and is told', () => {
  const { lines, ok } = verdict(
    [{ ...ran(3), unsteady: ['some.test.ts › a claim\nnot at first'] } as LaneResult],
    2,
    true,
  );
  assert.equal(ok, true);
  assert.match(lines[0] ?? '', /^Unsteady/);
  assert.equal(lines[1], 'some.test.ts › a claim\nnot at first');
});

test('a failure fails the run, and so does a run of nothing', () => {
  assert.equal(verdict([ran(3)], 2, false).ok, true);
  assert.equal(verdict([ran(3, 1)], 2, false).ok, false);
  assert.equal(verdict([], 2, false).ok, false);
  assert.equal(verdict([ran(0)], 2, false).ok, false);
});

test('a missing lane is named with its reason and its remedy, and fails in CI only', () => {
  const { lines, ok } = verdict([ran(3), missing], 2, false);
  assert.match(lines.join('\n'), /browser\s+did not run: no Chromium\.\n\s+Install one\./);
  assert.equal(ok, true);
  assert.equal(verdict([ran(3), missing], 2, true).ok, false);
});

test('a skipped test fails in CI only', () => {
  assert.equal(verdict([ran(3, 0, 1)], 2, false).ok, true);
  assert.equal(verdict([ran(3, 0, 1)], 2, true).ok, false);
});
