import { link, lstat, open, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { isFull } from '../commands/failure.ts';
import { lastLook } from '../control/last-look.ts';
import { daemonOf } from '../daemon/control-client.ts';
import { localDisk } from '../disk/local-disk.ts';
import { partialFolder } from '../executing/run.ts';
import { watchesAllowed } from '../hints/folder-watch.ts';
import { databaseOf, type Mount } from '../mounts/mount-list.ts';
import { isSameFolder } from '../store/mount.ts';
import { sqliteKeeper } from '../store/sqlite-keeper.ts';
import { State } from '../store/state.ts';
import { bytes } from '../terminal/table.ts';
import { isFolder, type Synced } from '../trees/synced-tree.ts';
import type { World } from '../world.ts';
import { bad, type Check, good, warning } from './check.ts';

const gibibyte = 1024 ** 3;
/** NFS, SMB and CIFS, FUSE: by the numbers that statfs(2) gives them. */
const networked = new Set([0x6969, 0x517b, 0xff534d42, 0xfe534d42, 0x65735546]);

/** A mount: its folder, its database, and what the volume can do. */
export async function checkMount(world: World, mount: Mount): Promise<Check[]> {
  const { folder } = mount;
  const database = databaseOf(world.env, mount.id);
  const found = [checkDatabase(database, folder)];
  if (found.some(({ level }) => level === 'bad')) return found;
  const state = new State(sqliteKeeper(database));
  try {
    if (!(await isSameFolder({ state, disk: localDisk(folder) })))
      return [...found, bad('check.folder-bad', { folder })];
    found.push(...checkWatches([...state.synced.all()].filter(isOpenFolder).length));
    const { unsent = 0 } = lastLook(state).here ?? {};
    if (unsent > 0) found.push(warning('check.unsent', { folder, count: unsent }));
  } finally {
    state.close();
  }
  const watched = (await daemonOf(world.env, mount.id)) !== undefined;
  return [
    ...found,
    good('check.folder-good', { folder }),
    await checkSpace(folder),
    ...(await checkVolume(world, folder)),
    watched ? good('check.watched') : warning('check.not-watched'),
  ];
}

function checkDatabase(path: string, folder: string): Check {
  try {
    const database = new DatabaseSync(path, { readOnly: true, timeout: 5_000 });
    try {
      const [row] = database.prepare('PRAGMA integrity_check(1)').all();
      const isWhole = Object.values(row ?? {})[0] === 'ok';
      return isWhole ? good('check.database-good', { folder }) : bad('check.database-bad', { folder, path });
    } finally {
      database.close();
    }
  } catch (error) {
    return isFull(error)
      ? bad('check.database-full', { folder })
      : bad('check.database-bad', { folder, path });
  }
}

const isOpenFolder = (s: Synced) => isFolder(s) && s.hydration === 'full';

function checkWatches(folders: number): Check[] {
  const most = watchesAllowed();
  if (process.platform !== 'linux') return [];
  return [
    folders <= most ? good('check.watches-good', { most }) : warning('check.watches-few', { folders, most }),
  ];
}

async function checkSpace(folder: string): Promise<Check> {
  const { bavail, bsize, blocks } = await statfs(folder);
  const free = bavail * bsize;
  const isLittle = free < Math.max(gibibyte, blocks * bsize * 0.02);
  return (isLittle ? warning : good)(isLittle ? 'check.space-low' : 'check.space-good', {
    size: bytes(free),
  });
}

/** Tried with a file of our own where nobody looks. */
async function checkVolume(world: World, folder: string): Promise<Check[]> {
  const name = join(folder, partialFolder, `probe-${world.randomId()}`);
  const found: Check[] = [];
  try {
    await (await open(name, 'wx', 0o600)).close();
    const { birthtimeNs } = await lstat(name, { bigint: true });
    const links = await link(name, `${name}-b`).then(
      () => true,
      () => false,
    );
    found.push(links ? good('check.links-good') : warning('check.links-none'));
    if (birthtimeNs === 0n) found.push(warning('check.births-none'));
    const upper = await lstat(name.replace('probe-', 'PROBE-')).catch(() => undefined);
    const isSensitive = upper === undefined;
    const isSupposed = localDisk(folder).profile.caseSensitive;
    if (isSensitive === isSupposed) found.push(good('check.case-good'));
    else if (isSupposed) found.push(bad('check.case-folds'));
  } catch (error) {
    found.push(bad('check.folder-locked', { folder, why: error instanceof Error ? error.message : '' }));
  } finally {
    for (const each of [name, `${name}-b`]) await rm(each, { force: true }).catch(() => undefined);
  }
  const { type } = await statfs(folder);
  if (networked.has(type)) found.push(warning('check.network-volume'));
  return found;
}
