import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpuTime } from '../load/cpu-time.ts';

/** What one command took from its start to its end. */
export interface Taken {
  readonly seconds: number;
  /** Seconds of processor time of the command and of the servers it called; undefined where the machine does not tell. */
  readonly cpu: number | undefined;
  /** The most memory the command had at once, in bytes. */
  readonly memory: number | undefined;
}

const pollEvery = 20;

/**
 * Runs a command and measures it.
 * @param servers processes whose time counts as well
 * @throws Error when it fails: what was not done is not fast
 */
export async function taken(
  [program = '', ...args]: readonly string[],
  env: Readonly<Record<string, string>> = {},
  servers: readonly number[] = [],
): Promise<Taken> {
  const spent = () => sum(servers.map((pid) => cpuTime(pid)));
  const before = spent();
  const began = performance.now();
  const child = spawn(program, args, {
    env: { ...process.env, NODE_ENV: 'production', ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let complaints = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaints = (complaints + text).slice(-4_096);
  });
  let own: number | undefined;
  let memory: number | undefined;
  const poll = setInterval(() => {
    const { pid = 0 } = child;
    const now = sawNothing(() => cpuTime(pid));
    if (now !== undefined) own = now;
    memory = peakOf(pid) ?? memory;
  }, pollEvery);
  const { promise, resolve, reject } = Promise.withResolvers<number | null>();
  child.once('error', reject).once('close', resolve);
  const code = await promise.finally(() => clearInterval(poll));
  const seconds = (performance.now() - began) / 1000;
  if (code !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${code}.\n${complaints}`);
  const after = spent();
  const cpu =
    own === undefined || before === undefined || after === undefined ? undefined : own + after - before;
  return { seconds, cpu: cpu === undefined ? undefined : cpu / 1e6, memory };
}

/** The highest resident memory of a process so far, in bytes; Linux alone tells it. */
function peakOf(pid: number): number | undefined {
  const status = sawNothing(() => readFileSync(`/proc/${pid}/status`, 'latin1'));
  const [, kibibytes] = /^VmHWM:\s+(\d+) kB/m.exec(status ?? '') ?? [];
  return kibibytes === undefined ? undefined : Number(kibibytes) * 1024;
}

/** A process that has just ended has no file any more. */
function sawNothing<Value>(look: () => Value): Value | undefined {
  try {
    return look();
  } catch {
    return undefined;
  }
}

function sum(values: readonly (number | undefined)[]): number | undefined {
  let total = 0;
  for (const value of values) {
    if (value === undefined) return undefined;
    total += value;
  }
  return total;
}
