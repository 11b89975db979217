#!/usr/bin/env -S node --max-semi-space-size=4
// Files pass through memory and are gone: room for more of what is young takes a hundred megabytes and saves no time.
import { keepCompiled } from './compile-cache.mjs';

keepCompiled(process.env);
const { runDrive } = await import('./commands/run.ts');
const { machine } = await import('./machine.ts');

// `drive tree | head` closes the pipe early: that is no failure.
process.stdout.on('error', (error) => {
  if (!('code' in error) || error.code !== 'EPIPE') throw error;
});

const ended = new AbortController();
// What goes on until it is stopped ends between two looks; everything else by the signal itself.
if (['watch', 'status'].includes(process.argv[2] ?? ''))
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => ended.abort());

process.exitCode = await runDrive(process.argv.slice(2), {
  ...machine,
  env: process.env,
  cwd: process.env.DRIVE_CALLED_FROM || process.cwd(),
  input: process.stdin,
  ended: ended.signal,
  out: process.stdout,
  err: process.stderr,
});
