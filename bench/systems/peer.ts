import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CommitStyle } from '../peers/sqlite-store.ts';
import { startChild } from './child.ts';
import type { Grounds, System } from './system.ts';

export async function startPeer(
  name: 'oidc-provider' | 'node-oauth',
  chains: number,
  commits: CommitStyle,
): Promise<System> {
  const folder = await mkdtemp(join(tmpdir(), `gatehouse-bench-${name}-`));
  const program = new URL(`../peers/${name}.ts`, import.meta.url);
  const child = startChild(program, [folder, String(chains), commits]);
  const stop = async () => {
    await child.stop();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    return { ...((await child.message()) as Grounds), name, pid: child.pid, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
