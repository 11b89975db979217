import { createHash } from 'node:crypto';
import { readdir, rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { Random } from '@gatehouse/service';

const host = createHash('sha256').update(hostname()).digest('hex').slice(0, 12);
/** Tells this process from an earlier one of the same number: in a container every process is number 1. */
const started = Math.floor(performance.timeOrigin).toString(36);

/** Nothing is received for as long as this: the server ends a request that takes minutes to arrive. */
const longestSilence = 86_400_000;

/** The name of a file being received; it says by whom, so that another process knows whether it is still wanted. */
export function partialName(random: Random): string {
  return [host, process.pid, started, Buffer.from(random.bytes(16)).toString('hex')].join('.');
}

/** Removes what uploads left behind when their process died. What a living process receives stays. */
export async function removeLeftovers(incoming: string): Promise<number> {
  let removed = 0;
  for (const name of await readdir(incoming)) {
    const path = join(incoming, name);
    if (!(await isAbandoned(path, name))) continue;
    await rm(path, { recursive: true, force: true });
    removed += 1;
  }
  return removed;
}

async function isAbandoned(path: string, name: string): Promise<boolean> {
  const [ofHost, pid, ofProcess] = name.split('.');
  if (ofHost === host && ofProcess !== started && !isAlive(Number(pid))) return true;
  const written = await stat(path).catch(ignoreAbsent);
  const now = performance.timeOrigin + performance.now();
  return written !== undefined && now - written.mtimeMs > longestSilence;
}

/** Whether another process of this machine has the number. */
function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false;
  try {
    // Signal 0 asks and does nothing.
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function ignoreAbsent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}
