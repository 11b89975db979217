import { readFileSync } from 'node:fs';

/** Linux counts a process's time in hundredths of a second, whatever its kernel's clock (man 5 proc, USER_HZ). */
const microsecondsPerTick = 10_000;

/** Microseconds of processor time that all threads of a process have used, or undefined where /proc is not. */
export function cpuTime(pid: number): number | undefined {
  if (process.platform !== 'linux') return undefined;
  const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
  // The name, in brackets, may hold anything; the fields are counted from its end.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [user, system] = [Number(fields[11]), Number(fields[12])];
  return (user + system) * microsecondsPerTick;
}
