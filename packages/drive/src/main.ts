#!/usr/bin/env node
import { runDrive } from './commands/run.ts';
import { machine } from './machine.ts';

// `drive tree | head` closes the pipe early: that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

process.exitCode = await runDrive(process.argv.slice(2), {
  ...machine,
  env: process.env,
  cwd: process.env.DRIVE_CALLED_FROM || process.cwd(),
  out: process.stdout,
  err: process.stderr,
});
