import { lstat, realpath, rm } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { Failure } from '../commands/failure.ts';
import type { Owner } from '../installs/account.ts';
import { readHomeFile, writeHomeFile } from '../installs/home-file.ts';
import { homeOf } from '../installs/home-folder.mjs';
import { stateFolder } from '../ports/disk.ts';

/** A folder of this machine and the Documents tool that it is kept the same as. */
export interface Mount {
  readonly id: string;
  /** Absolute, and no link. */
  readonly folder: string;
  readonly companyId: number;
  readonly projectId?: number;
  /** Everything is downloaded, now and what comes. */
  readonly all: boolean;
  /** Whose account it is kept with: nobody else's rights are used for it. */
  readonly account?: Owner;
}

const name = 'mounts.json';

type Env = Readonly<Record<string, string | undefined>>;

export async function listMounts(env: Env): Promise<readonly Mount[]> {
  return ((await readHomeFile(env, name)) ?? []) as Mount[];
}

/** The mount that a path lies in, and the path in it. */
export async function mountAt(
  env: Env,
  cwd: string,
  given: string | undefined,
): Promise<{ mount: Mount; path: string }> {
  const place = await nearest(resolve(cwd, given ?? '.'));
  for (const mount of await listMounts(env)) {
    const path = relative(mount.folder, place);
    if (path !== '..' && !path.startsWith(`..${sep}`)) return { mount, path: path.split(sep).join('/') };
  }
  throw new Failure(2, 'error.no-mount', { path: place });
}

/** Neither may lie in the other: what one of them writes would be a person's change in the other. */
export async function refuseClash(env: Env, path: string): Promise<void> {
  const wanted = await nearest(path);
  const clash = (await listMounts(env)).find(
    ({ folder }) => inside(folder, wanted) || inside(wanted, folder),
  );
  if (clash !== undefined) throw new Failure(5, 'error.mounted', { path: clash.folder });
  // Another install, or another person, is in no list of ours; its folder says so itself.
  for (let above = dirname(wanted); ; above = dirname(above)) {
    const mark = markOf(above);
    const found = await lstat(mark).catch(() => undefined);
    if (found !== undefined) throw new Failure(5, 'error.mounted-elsewhere', { path: above, mark });
    if (above === dirname(above)) return;
  }
}

/** The file that says of a folder that it is kept the same, whoever keeps it. */
export function markOf(folder: string): string {
  return join(folder, stateFolder, 'mount.json');
}

export async function addMount(env: Env, mount: Mount): Promise<void> {
  await refuseClash(env, mount.folder);
  await write(env, [...(await listMounts(env)), mount]);
}

/** One that was mounted before that was noted belongs to whoever keeps it first. */
export async function bindMount(env: Env, id: string, account: Owner): Promise<void> {
  const all = await listMounts(env);
  await write(
    env,
    all.map((each) => (each.id === id ? { ...each, account } : each)),
  );
}

export async function removeMount(env: Env, id: string): Promise<void> {
  await write(
    env,
    (await listMounts(env)).filter((each) => each.id !== id),
  );
  await forgetBase(env, id);
}

export async function forgetBase(env: Env, id: string): Promise<void> {
  for (const end of ['', '-wal', '-shm']) await rm(databaseOf(env, id) + end, { force: true });
  await rm(`${databaseOf(env, id)}.lock`, { force: true });
}

export function databaseOf(env: Env, id: string): string {
  return join(homeOf(env), `${id}.db`);
}

function inside(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

/** A file may be only a placeholder here, or gone; the folder it is asked for in is there. */
async function nearest(path: string): Promise<string> {
  const folder = resolve(path, '..');
  return await realpath(path).catch(async () =>
    join(
      await realpath(folder).catch(() => folder),
      path.slice(folder.length + (folder.endsWith(sep) ? 0 : 1)),
    ),
  );
}

async function write(env: Env, mounts: readonly Mount[]): Promise<void> {
  await writeHomeFile(env, name, `${JSON.stringify(mounts, undefined, 1)}\n`);
}
