import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readlink, realpath, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import type { System } from './system.ts';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../', import.meta.url));

/**
 * Gatehouse as it was at a commit, on the libraries of today: its files in a folder of their own, started and prepared
 * by the benchmark that it had then, since the pages and the demo were those of then too.
 */
export async function startEarlier(commit: string, chains: number): Promise<System> {
  // The real path, for Node looks for packages from there.
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'gatehouse-bench-earlier-')));
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    const archive = join(folder, 'all.tar');
    await run('git', ['archive', '--format=tar', `--output=${archive}`, `${commit}^{commit}`], { cwd: root });
    await run('tar', ['-xf', archive, '-C', folder]);
    await lendLibraries(folder);
    const program = pathToFileURL(join(folder, 'bench/systems/gatehouse.ts')).href;
    const { startGatehouse } = (await import(program)) as typeof import('./gatehouse.ts');
    const started = await startGatehouse(chains);
    return { ...started, name: 'earlier', stop: () => started.stop().finally(remove) };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** Links to every library; those of the workspace are links already, and the same ones lead to the files of then. */
async function lendLibraries(folder: string): Promise<void> {
  const [from, to] = [join(root, 'node_modules'), join(folder, 'node_modules')];
  const workspace = '@gatehouse';
  await mkdir(join(to, workspace), { recursive: true });
  for (const name of await readdir(from))
    if (name !== workspace) await symlink(join(from, name), join(to, name), 'junction');
  for (const name of await readdir(join(from, workspace)))
    await symlink(await readlink(join(from, workspace, name)), join(to, workspace, name), 'junction');
}
