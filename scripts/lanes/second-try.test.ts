import assert from 'node:assert/strict';
import { test } from 'node:test';
import { secondTry } from './second-try.ts';
import type { FileResult } from './verdict.ts';

const result = (file: string, passed: number, failed: number): FileResult => ({
  file,
  counts: { passed, failed, skipped: 0 },
  failures: Array.from({ length: failed }, (_, at) => `${file} › claim ${at}`),
});

/** Runs as the second results say, and remembers what it was asked to run. */
function alone(...second: FileResult[]) {
  const asked: string[] = [];
  return {
    asked,
    run: async (files: readonly string[]) => {
      asked.push(...files);
      return second.filter(({ file }) => files.includes(file));
    },
  };
}

test('what failed and then held alone counts as passed and is named', async () => {
  const { asked, run } = alone(result('b', 3, 0));
  const { results, unsteady } = await secondTry([result('a', 2, 0), result('b', 2, 1)], run);
  assert.deepEqual(asked, ['b'], 'what held is not run again');
  assert.deepEqual(results, [result('a', 2, 0), result('b', 3, 0)]);
  assert.deepEqual(unsteady, ['b › claim 0']);
});

test('what fails again has failed, with what was told of it first', async () => {
  const first = [result('a', 1, 2), result('b', 1, 1)];
  const { results, unsteady } = await secondTry(first, alone(result('a', 2, 1), result('b', 2, 0)).run);
  assert.deepEqual(results, [result('a', 1, 2), result('b', 2, 0)]);
  assert.deepEqual(unsteady, ['b › claim 0']);
});

test('a file of which the second run says nothing has failed', async () => {
  const first = [result('a', 0, 1)];
  assert.deepEqual(await secondTry(first, alone().run), { results: first, unsteady: [] });
  assert.deepEqual(await secondTry(first, alone(result('a', 0, 0)).run), { results: first, unsteady: [] });
});

test('many failures are not tried again', async () => {
  const first = ['a', 'b', 'c', 'd'].map((file) => result(file, 0, 1));
  const { asked, run } = alone();
  assert.deepEqual(await secondTry(first, run), { results: first, unsteady: [] });
  assert.deepEqual(asked, []);
});
