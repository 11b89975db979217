import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runSteps } from './run-steps.ts';

test('a step with objections and a step that throws both fail, and the others still run', async () => {
  const lines: string[] = [];
  const failed = await runSteps(
    [
      { name: 'good', run: async () => ({ objections: [], note: 'as ever' }) },
      { name: 'bad', run: async () => ({ objections: ['this is wrong'] }) },
      { name: 'broken', run: () => Promise.reject(new Error('no such program')) },
      { name: 'last', alone: true, run: async () => ({ objections: [] }) },
    ],
    (line) => lines.push(line),
  );
  assert.deepEqual(failed.sort(), ['bad', 'broken']);
  assert.match(lines.join('\n'), /this is wrong/);
  assert.match(lines.join('\n'), /no such program/);
  assert.match(lines.at(-1) ?? '', /last/);
});
