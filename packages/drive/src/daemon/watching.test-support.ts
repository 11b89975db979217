import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { MountedDesk } from '../commands/mounted.test-support.ts';

export const main = join(import.meta.dirname, '../main.mjs');

/** `drive watch` in a process of its own, once it can be asked. */
export async function startWatching(
  m: MountedDesk,
  install: string,
  ...args: string[]
): Promise<{ child: ChildProcess; page: string; said(): string }> {
  const child = spawn(process.execPath, [main, 'watch', ...args], {
    env: { ...process.env, ...(await m.env(install)) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  for (;;) {
    const [{ page }] = await m.done(install, 'status');
    assert.equal(child.exitCode, null, said);
    if (page !== undefined) return { child, page, said: () => said };
  }
}

export async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}
