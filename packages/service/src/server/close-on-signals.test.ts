import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createLogger } from '../logs/logger.ts';
import { closeOnSignals } from './close-on-signals.ts';

const logger = createLogger({ name: 'test', level: 'silent' });
const turn = () => new Promise(setImmediate);

/** Signals are events of `process`; no signal is really sent. */
function watched(close: () => Promise<void>, reloadCertificate = () => {}) {
  const codes: number[] = [];
  const undo = closeOnSignals({ close, reloadCertificate }, logger, (code) => codes.push(code));
  return { codes, undo };
}

test('the first signal drains and then ends with 0', async () => {
  const drained = Promise.withResolvers<void>();
  const { codes, undo } = watched(() => drained.promise);
  process.emit('SIGTERM', 'SIGTERM');
  await turn();
  assert.deepEqual(codes, []);
  drained.resolve();
  await turn();
  assert.deepEqual(codes, [0]);
  undo();
});

test('a second signal ends at once with 1', () => {
  const { codes, undo } = watched(() => new Promise(() => {}));
  process.emit('SIGTERM', 'SIGTERM');
  process.emit('SIGINT', 'SIGINT');
  assert.deepEqual(codes, [1]);
  undo();
});

test('a drain that fails ends with 1', async () => {
  const { codes, undo } = watched(() => Promise.reject(new Error('x')));
  process.emit('SIGINT', 'SIGINT');
  await turn();
  assert.deepEqual(codes, [1]);
  undo();
});

test('a hang-up reads the certificate again, and an unfit one does not end the process', () => {
  let reloads = 0;
  const { codes, undo } = watched(
    async () => {},
    () => {
      reloads += 1;
      throw new Error('unfit');
    },
  );
  process.emit('SIGHUP', 'SIGHUP');
  assert.equal(reloads, 1);
  assert.deepEqual(codes, []);
  undo();
  assert.equal(process.listenerCount('SIGHUP'), 0);
});
