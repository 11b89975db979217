import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cuts } from './crashes.test-support.ts';
import { failingIn } from './many-histories.test-support.ts';
import { scenarios } from './scenarios.test-support.ts';

for (const scenario of Object.keys(scenarios))
  test(`${scenario}: cut off at any step, and again while it recovers, nothing is lost and nothing differs`, async () => {
    assert.deepEqual(await failingIn(cuts.filter((each) => each.scenario === scenario)), []);
  });
