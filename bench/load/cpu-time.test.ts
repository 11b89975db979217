import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cpuTime } from './cpu-time.ts';

test('a process that works is seen to use the processor, where the machine tells', () => {
  const own = cpuTime(process.pid);
  if (process.platform !== 'linux') return assert.equal(own, undefined);
  assert.ok(own !== undefined);
  const claimed = process.cpuUsage().user;
  while (process.cpuUsage().user - claimed < 100_000);
  assert.ok((cpuTime(process.pid) ?? 0) - own >= 80_000);
});
