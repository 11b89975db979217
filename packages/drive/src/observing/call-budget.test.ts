import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { CallBudget } from './call-budget.ts';

const hour = 3_600_000;

test('however the clock jumps, no more is taken than was saved up and the time has granted', () =>
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 60 }),
      fc.array(fc.integer({ min: -2 * hour, max: 2 * hour }), { maxLength: 40 }),
      (anHour, jumps) => {
        const budget = new CallBudget(anHour);
        let now = 10 * hour;
        let granted = anHour;
        let taken = 0;
        while (budget.take(now)) taken++;
        for (const jump of jumps) {
          now += jump;
          granted += Math.min(anHour, (Math.max(0, jump) * anHour) / hour);
          while (budget.take(now)) taken++;
          assert.ok(taken <= granted + 0.001, `${taken} of ${granted}`);
        }
      },
    ),
  ));
