import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

const main = join(import.meta.dirname, '../main.mjs');

export interface OwnProcess {
  readonly child: ChildProcess;
  /** All that it has said so far, to whom ever. */
  said(): string;
  /** The code it ended with. */
  readonly ended: Promise<number | null>;
}

/** Drive as a person starts it, with nothing in its environment but what is said here. */
export function ownProcess(
  env: Readonly<Record<string, string>>,
  args: readonly string[],
  heard: (text: string) => void = () => undefined,
): OwnProcess {
  const child = spawn(process.execPath, [main, ...args], {
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let all = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      all += chunk.toString();
      heard(all);
    });
  const ended = once(child, 'close').then(() => child.exitCode);
  return { child, said: () => all, ended };
}

/** What other programs of the machine can see of a process and of those it has started. */
export async function shownBySystem(pid: number): Promise<string> {
  const of = (name: string) => readFile(`/proc/${pid}/${name}`, 'latin1').catch(() => '');
  const children = (await of(`task/${pid}/children`)).split(' ').filter((each) => each !== '');
  const below = await Promise.all(children.map((each) => shownBySystem(Number(each))));
  return [await of('cmdline'), await of('environ'), ...below].join('\n');
}
