import type { Readable } from 'node:stream';
import type { Stream } from './terminal/terminal.ts';

/** What a run of the command takes from the machine. */
export interface World {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** What is typed or sent to the run; absent where nothing can be asked. */
  readonly input?: Readable;
  readonly out: Stream;
  readonly err: Stream;
  /** Aborted when the person or the machine wants the run to end. */
  readonly ended: AbortSignal;
  now(): number;
  randomId(): string;
}
