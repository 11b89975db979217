import { statSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { type Env, homeOf } from './installs/home.ts';

/**
 * Keeps what Node makes of our modules, which is half of what a short command takes. Only in a folder that is there
 * already and that nobody else can write to: what lies in it is run.
 */
export function keepCompiled(env: Env): void {
  const home = homeOf(env);
  const found = statSync(home, { throwIfNoEntry: false });
  const isClosed =
    process.platform === 'win32' ||
    (found !== undefined && found.uid === process.getuid?.() && (found.mode & 0o022) === 0);
  const isOurs = found?.isDirectory() === true && isClosed;
  if (isOurs) enableCompileCache(join(home, 'compiled'));
}
