import type { MessageKey } from '../messages/en.ts';
import { DiskProblem } from '../ports/disk-problem.ts';
import { RemoteProblem } from '../ports/remote-problem.ts';
import { BrokenDatabase } from '../store/broken-database.ts';
import { jsonOf, printable, type Terminal } from '../terminal/terminal.ts';

/** What the shell is told: 1 may work later, 2 usage, 3 sign-in, 4 held back for safety, 5 a person is needed. */
export type ExitCode = 0 | 1 | 2 | 3 | 4 | 5;

const sqliteIoErrorShmSize = 4874;

/** A failure that a verb foresaw, in words for its person. */
export class Failure extends Error {
  override name = 'Failure';
  readonly exit: ExitCode;
  readonly key: MessageKey;
  readonly values: Readonly<Record<string, string | number>>;

  constructor(exit: ExitCode, key: MessageKey, values: Readonly<Record<string, string | number>> = {}) {
    super(key);
    this.exit = exit;
    this.key = key;
    this.values = values;
  }
}

/** Says what went wrong, in words and for programs, and gives the code to end with. */
export function tellFailure(terminal: Terminal, error: unknown): ExitCode {
  const { t, err, json } = terminal;
  const { exit, code, message } = read(error, t);
  err.write(json ? `${jsonOf({ error: { code, message } })}\n` : `${printable(message)}\n`);
  return exit;
}

/** What went wrong, in one sentence. */
export function messageOf(error: unknown, t: Terminal['t']): string {
  return read(error, t).message;
}

function read(given: unknown, t: Terminal['t']): { exit: ExitCode; code: string; message: string } {
  const error =
    given instanceof BrokenDatabase ? new Failure(5, 'error.database-broken', { path: given.path }) : given;
  if (error instanceof Failure) {
    const { exit, key, values } = error;
    return {
      exit,
      code: key.replace('error.', '').replace(/^guarded-.*/, 'guarded'),
      message: t(key, values),
    };
  }
  if (error instanceof RemoteProblem) {
    const words =
      error.message === '' || error.message === error.code
        ? ''
        : ` ${t('error.server', { words: error.message })}`;
    return { exit: exitOf(error), code: error.code, message: t(`error.${error.code}`) + words };
  }
  if (isFull(error)) return { exit: 5, code: 'local-full', message: t('error.local-full') };
  const why = error instanceof Error ? error.message : String(error);
  return { exit: 5, code: 'unexpected', message: t('error.unexpected', { why }) };
}

/** A file, or the database of a mount: SQLITE_FULL, and SQLITE_IOERR when not even its index of changes has room. */
export function isFull(error: unknown): boolean {
  if (error instanceof DiskProblem) return error.code === 'full';
  const { errcode, code } = error as { errcode?: number; code?: string };
  return code === 'ENOSPC' || errcode === 13 || errcode === sqliteIoErrorShmSize;
}

function exitOf({ code }: RemoteProblem): ExitCode {
  if (code === 'needs-sign-in') return 3;
  return code === 'busy' || code === 'unknown' ? 1 : 5;
}
