import assert from 'node:assert/strict';
import { createHistogram } from 'node:perf_hooks';
import { test } from 'node:test';
import fc from 'fast-check';
import { figuresOf, median } from './figures.ts';
import { ratioTable } from './readme.ts';
import { tableOf } from './table.ts';

test('the median has as many values below it as above it', () => {
  fc.assert(
    fc.property(fc.array(fc.integer(), { minLength: 1 }), (values) => {
      const middle = median(values);
      const below = values.filter((value) => value < middle).length;
      const above = values.filter((value) => value > middle).length;
      return below <= values.length / 2 && above <= values.length / 2;
    }),
  );
  assert.throws(() => median([]), RangeError);
});

test('the rounds of a system become one row, and the ratio compares medians', () => {
  const round = (perSecond: number, milliseconds: number) => {
    const latencies = createHistogram();
    latencies.record(milliseconds * 1e6);
    return { answers: 100, perSecond, cpu: 5_000 * milliseconds, latencies };
  };
  const of = { scenario: 'refresh', connections: 1 } as const;
  const ours = figuresOf({ ...of, system: 'gatehouse' }, [round(900, 2), round(1200, 1), round(1000, 1)]);
  const peer = figuresOf({ ...of, system: 'node-oauth' }, [round(500, 2)]);
  const ceiling = figuresOf({ ...of, system: 'bare-http' }, [round(20_000, 1)]);
  assert.equal(ours.perSecond, 1000);
  assert.equal(ours.spread, 0.3);
  const earlier = figuresOf({ ...of, system: 'earlier' }, [round(800, 2)]);
  const table = tableOf([ours, peer, ceiling, earlier]);
  assert.match(table, /gatehouse +1 000 +30 % +1\.00 +2\.00 +67\n/);
  assert.match(table, /node-oauth .* 2\.00 x +1\.50 x\n/);
  assert.match(table, /bare-http +20 000 .* 5 % of it +75 % of it\n/);
  assert.match(table, /earlier +800 .* 1\.25 x +1\.50 x\n/);
  assert.match(ratioTable([ours, peer, ceiling]), /\| – \| 2\.00 × \| 0\.05 × \| 67 \/ – \/ 100 \/ 50 \|/);
});
