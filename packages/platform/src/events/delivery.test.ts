import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { it } from 'node:test';
import { drawLifecycle } from '../lifecycle.ts';
import { nextAttempt, patience, pauseAfter } from './backoff.ts';
import { deliveryMachine } from './delivery-machine.ts';
import { signatureOf } from './signature.ts';

it('the picture in the documentation is that of the machine', () => {
  const document = readFileSync(new URL('../../../../docs/lifecycles.md', import.meta.url), 'utf8');
  assert.ok(document.includes(drawLifecycle(deliveryMachine)), drawLifecycle(deliveryMachine));
});

it('what has arrived cannot be given up, nor arrive again without being sent again', () => {
  for (const state of ['delivered', 'discarded'] as const)
    for (const step of ['arrive', 'give_up'] as const)
      assert.deepEqual(deliveryMachine.step(state, step), { ok: false, state, allowed: ['redeliver'] });
});

it('waits double from a second to an hour, and never grow beyond', () => {
  assert.deepEqual([1, 2, 3, 12, 13, 1000].map(pauseAfter), [1e3, 2e3, 4e3, 2_048_000, 3_600_000, 3_600_000]);
});

it('attempts go on for twelve hours, the last at their very end', () => {
  let [now, failures] = [5_000, 0];
  const attempts: number[] = [];
  for (let next: number | undefined = now; next !== undefined; next = nextAttempt(failures, 5_000, now)) {
    now = next;
    failures += 1;
    attempts.push(now);
  }
  assert.equal(attempts.at(-1), 5_000 + patience);
  assert.ok(attempts.length > 20 && attempts.length < 40, String(attempts.length));
  assert.deepEqual(
    attempts,
    [...attempts].sort((a, b) => a - b),
  );
});

it('the signature is the documented one, and another for another second or body', () => {
  const signature = signatureOf('ghw_secret', 1_700_000_000, '{"id":1}');
  const mac = createHmac('sha256', 'ghw_secret').update('1700000000.{"id":1}').digest('hex');
  assert.equal(signature, `t=1700000000,v1=${mac}`);
  assert.notEqual(signature.slice(13), signatureOf('ghw_secret', 1_700_000_001, '{"id":1}').slice(13));
  assert.notEqual(signature, signatureOf('ghw_secret', 1_700_000_000, '{"id":2}'));
  assert.notEqual(signature, signatureOf('ghw_other', 1_700_000_000, '{"id":1}'));
});
