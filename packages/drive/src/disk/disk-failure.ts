import { DiskProblem, type DiskProblemCode } from '../ports/disk-problem.ts';

const codes: Readonly<Record<string, DiskProblemCode>> = {
  ENOSPC: 'full',
  EDQUOT: 'full',
  ENOENT: 'vanished',
  ENOTDIR: 'vanished',
  EEXIST: 'taken',
  ENOTEMPTY: 'not-empty',
  EACCES: 'denied',
  EPERM: 'denied',
  EROFS: 'denied',
};

/** Runs what touches the disk and tells its failure by what it means. */
export async function onDisk<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw diskProblemOf(error);
  }
}

function diskProblemOf(error: unknown): unknown {
  const code = (error as { code?: unknown } | null)?.code;
  const syscall = (error as { syscall?: unknown } | null)?.syscall;
  if (error instanceof DiskProblem || typeof code !== 'string' || typeof syscall !== 'string') return error;
  // Errors of the network carry a system call too.
  if (/^E(?:CONN|HOST|NET|AI_|TIMEDOUT|NOTFOUND|PIPE)/.test(code)) return error;
  return new DiskProblem(codes[code] ?? 'failed', (error as Error).message, { cause: error });
}
