import { access, constants, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { homeOf } from '../installs/home-folder.mjs';
import { bad, type Check, good, warning } from './check.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** Who can read what makes this machine an install. On Windows the person's own folder is theirs by its rights. */
export async function checkCredentials(env: Env): Promise<Check[]> {
  const home = homeOf(env);
  const found: Check[] = [];
  const folder = await stat(home).catch(() => undefined);
  if (folder === undefined) found.push(warning('check.home-none', { path: home }));
  else if (!(await isWritable(home))) found.push(bad('check.home-locked', { path: home }));
  else if (isOpen(folder.mode)) found.push(bad('check.home-open', { path: home }));
  else found.push(good('check.home-good', { path: home }));
  const secrets = [join(home, 'install.json'), ...(env.DRIVE_TOKEN_FILE ? [env.DRIVE_TOKEN_FILE] : [])];
  for (const path of secrets) {
    const file = await stat(path).catch(() => undefined);
    if (file !== undefined)
      found.push(
        isOpen(file.mode) ? bad('check.secret-open', { path }) : good('check.secret-good', { path }),
      );
  }
  return found;
}

const isOpen = (mode: number) => process.platform !== 'win32' && (mode & 0o077) !== 0;

async function isWritable(path: string): Promise<boolean> {
  return await access(path, constants.W_OK).then(
    () => true,
    () => false,
  );
}
