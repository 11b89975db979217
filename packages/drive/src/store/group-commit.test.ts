import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Chance } from '../simulation/chance.test-support.ts';
import { memoryKeeper } from '../simulation/memory-keeper.test-support.ts';
import { Steps } from '../simulation/steps.test-support.ts';
import { State } from './state.ts';

/** Two groups, and a commit that takes along what waits; what was acknowledged, and what was known, at the end. */
async function cutAt(step: number, seed: number) {
  const keeper = memoryKeeper();
  const steps = new Steps(() => {});
  steps.crashAt = step;
  const state = new State(keeper(steps));
  const acknowledged: string[] = [];
  const soon = async (key: string) => {
    await state.change().note('want', key, 'full').commitSoon();
    acknowledged.push(key);
  };
  const work = async () => {
    await Promise.all(['1', '2', '3'].map(soon));
    // One that fails is heard of when it is waited for.
    const waiting = Promise.allSettled(['4', '5'].map(soon));
    state.change().note('want', '6', 'full').commit();
    acknowledged.push('6');
    await waiting;
    await soon('7');
  };
  const isOver = await work().then(
    () => true,
    () => false,
  );
  // What still waits for its turn ends as well.
  for (let turn = 0; turn < 10; turn++) await new Promise((resolve) => setImmediate(resolve));
  const known = [...state.notes('want').keys()];
  keeper.losePower(new Chance(seed));
  const kept = [...new State(keeper(new Steps(() => {}))).notes('want').keys()];
  return { isOver, acknowledged, known, kept };
}

test('nothing is acknowledged or known that a loss of power could still take, at whatever step it comes', async () => {
  let isOver = false;
  let lost = 0;
  for (let step = 1; !isOver; step++)
    for (let seed = 1; seed <= 8; seed++) {
      const end = await cutAt(step, seed);
      isOver = end.isOver;
      for (const key of [...end.acknowledged, ...end.known])
        assert.ok(end.kept.includes(key), `${key} was lost at step ${step}`);
      lost += 7 - end.kept.length;
    }
  assert.ok(lost > 0);
});

test('what is committed at once is not overtaken by what was written before it and is synced after it', async () => {
  const state = new State(memoryKeeper()(new Steps(() => {})));
  const before = state.change().note('want', '1', 'full').commitSoon();
  // It is written by then, and waits for the disk.
  await new Promise((resolve) => setImmediate(resolve));
  state.change().note('want', '1', 'stub').commit();
  await before;
  assert.equal(state.notes('want').get('1'), 'stub');
});
