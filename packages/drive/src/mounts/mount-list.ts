import { mkdir, open, readFile, realpath, rename, rm } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { Failure } from '../commands/failure.ts';
import { homeOf } from '../installs/install-file.ts';

/** A folder of this machine and the Documents tool that it is kept the same as. */
export interface Mount {
  readonly id: string;
  /** Absolute, and no link. */
  readonly folder: string;
  readonly companyId: number;
  readonly projectId?: number;
  /** Everything is downloaded, now and what comes. */
  readonly all: boolean;
}

type Env = Readonly<Record<string, string | undefined>>;

export async function listMounts(env: Env): Promise<readonly Mount[]> {
  const text = await readFile(join(homeOf(env), 'mounts.json'), 'utf8').catch(() => undefined);
  return text === undefined ? [] : (JSON.parse(text) as Mount[]);
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
export async function addMount(env: Env, mount: Mount): Promise<void> {
  const all = await listMounts(env);
  const clash = all.find(({ folder }) => inside(folder, mount.folder) || inside(mount.folder, folder));
  if (clash !== undefined) throw new Failure(5, 'error.mounted', { path: clash.folder });
  await write(env, [...all, mount]);
}

export async function removeMount(env: Env, id: string): Promise<void> {
  await write(
    env,
    (await listMounts(env)).filter((each) => each.id !== id),
  );
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
  const home = homeOf(env);
  await mkdir(home, { recursive: true, mode: 0o700 });
  const partial = join(home, 'mounts.json.partial');
  const file = await open(partial, 'w', 0o600);
  try {
    await file.writeFile(`${JSON.stringify(mounts, undefined, 1)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(partial, join(home, 'mounts.json'));
}
