import assert from 'node:assert/strict';
import { test } from 'node:test';
import { beat, beatAfter, nextBeat } from './beat.ts';

test('what took anything up to a beat is answered at the same time', () => {
  for (const took of [0, 0.001, 1, beat / 2, beat - 0.001, beat])
    assert.equal(beatAfter(100, 100 + took), 100 + beat);
});

test('what took longer is answered on the next beat', () => {
  assert.equal(beatAfter(100, 100 + beat + 0.001), 100 + 2 * beat);
  assert.equal(beatAfter(100, 100 + 7.5 * beat), 100 + 8 * beat);
});

test('nothing is answered before its beat', async () => {
  const came = performance.now();
  await nextBeat(came);
  assert.ok(performance.now() - came >= beat);
});
