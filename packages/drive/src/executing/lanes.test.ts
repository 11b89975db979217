import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { inLanes } from './lanes.ts';

const mebibyte = 2 ** 20;

/** The most that were under way at once, of so many jobs of one size. */
async function mostAtOnce(jobs: number, size: number, goesWell: () => boolean = () => true): Promise<number> {
  let [running, most] = [0, 0];
  await inLanes(
    Array.from({ length: jobs }, () => size),
    (bytes) => bytes,
    async () => {
      running += 1;
      most = Math.max(most, running);
      await nextTurn();
      running -= 1;
      return goesWell();
    },
  );
  return most;
}

test('what takes a sixteenth of the room goes sixteen at a time, and what takes less, 64', async () => {
  assert.equal(await mostAtOnce(300, 4 * mebibyte), 16);
  assert.equal(await mostAtOnce(300, mebibyte), 64);
  assert.equal(await mostAtOnce(300, 0), 64);
});

test('what is larger than all the room goes alone', async () => {
  assert.equal(await mostAtOnce(10, 65 * mebibyte), 1);
});

test('where nothing goes well no more are begun than at first', async () => {
  assert.equal(await mostAtOnce(100, 0, () => false), 6);
});

test('after something that throws nothing more is begun, and it is thrown when all has come to its end', async () => {
  const begun: number[] = [];
  const ended: number[] = [];
  const all = inLanes(
    [...Array(50).keys()],
    () => 0,
    async (job) => {
      begun.push(job);
      await nextTurn();
      if (job === 2) throw new Error('two');
      ended.push(job);
      return true;
    },
  );
  await assert.rejects(all, /two/);
  assert.ok(begun.length < 50);
  assert.equal(ended.length, begun.length - 1);
});
