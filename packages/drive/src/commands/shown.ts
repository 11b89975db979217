import { setTimeout as after } from 'node:timers/promises';
import type { Control } from '../control/control.ts';
import { bar, startOfLine } from '../terminal/progress.ts';
import type { Call } from './verb.ts';

const often = 250;

/** Waits for work on a mount, and shows what is on its way where somebody watches. */
export async function shown<Result>(
  { err, json, t, world }: Call,
  control: Pick<Control, 'activity'>,
  work: Promise<Result>,
): Promise<Result> {
  if (err.isTTY !== true || json) return await work;
  const over = new AbortController();
  const show = async () => {
    while (!over.signal.aborted) {
      await after(often, undefined, { signal: over.signal }).catch(() => undefined);
      const { files, bytes, since } = await control.activity();
      if (over.signal.aborted || files.total === 0) continue;
      const label = t('progress.files', { done: files.done, total: files.total });
      err.write(startOfLine + bar({ err, t }, label, bytes.done, bytes.total, world.now() - since));
    }
    err.write(startOfLine);
  };
  // What is shown never changes what comes of it.
  const showing = show().catch(() => undefined);
  try {
    return await work;
  } finally {
    over.abort();
    await showing;
  }
}
