import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Database, FaultPoint } from '../../src/index.ts';
import type { Tables } from '../tables.ts';

const writer = fileURLToPath(new URL('writer.ts', import.meta.url));

export interface Writing {
  /** Ids whose units were acknowledged, in the order in which they were. */
  readonly acknowledged: readonly string[];
  /** Resolves when `count` ids are acknowledged, or when the process is gone. */
  reached(count: number): Promise<void>;
  kill(): void;
  /** Resolves when the process is gone and all it printed is read. */
  readonly gone: Promise<void>;
}

/** Starts a process that writes until it dies: by `kill`, or by its own hand at a fault point. */
export function startWriting(
  url: string,
  prefix: string,
  fault?: { point: FaultPoint; passes: number },
): Writing {
  const args = [writer, url, prefix, fault?.point ?? '', String(fault?.passes ?? 0)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'ignore'] });
  const acknowledged: string[] = [];
  const waiting: { count: number; resolve: () => void }[] = [];
  createInterface({ input: child.stdout }).on('line', (id) => {
    acknowledged.push(id);
    for (const each of waiting) if (acknowledged.length >= each.count) each.resolve();
  });
  const gone = once(child, 'close').then(() => {
    for (const each of waiting) each.resolve();
  });
  const reached = (count: number) => {
    const { promise, resolve } = Promise.withResolvers<void>();
    if (acknowledged.length >= count) resolve();
    waiting.push({ count, resolve });
    return Promise.race([promise, gone]);
  };
  return { acknowledged, reached, gone, kill: () => void child.kill('SIGKILL') };
}

/** Every acknowledged unit is there, and every unit that is there is there whole. */
export async function assertNothingLost(
  database: Database<Tables>,
  acknowledged: Iterable<string>,
): Promise<void> {
  const rows = await database.read((tx) => tx.selectFrom('pairs').selectAll().execute());
  const halves = new Map<string, string[]>();
  for (const { id, half } of rows) halves.set(id, [...(halves.get(id) ?? []), half]);
  for (const [id, found] of halves)
    assert.deepEqual(found.toSorted(), ['first', 'second'], `half of unit ${id}`);
  for (const id of acknowledged) assert.ok(halves.has(id), `unit ${id} was acknowledged and is lost`);
}
