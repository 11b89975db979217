import { readdir, readFile, realpath, rm, rmdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type OpenControl, openControl } from '../control/open-control.ts';
import { daemonOf } from '../daemon/control-client.ts';
import { onDisk } from '../disk/disk-failure.ts';
import { makeFolders } from '../disk/make-folders.ts';
import type { Account } from '../installs/account.ts';
import { makeHome } from '../installs/home.ts';
import { lockSoon } from '../mounts/lock.ts';
import {
  addMount,
  databaseOf,
  forgetBase,
  listMounts,
  type Mount,
  markOf,
  mountAt,
  refuseClash,
  removeMount,
} from '../mounts/mount-list.ts';
import { stateFolder } from '../ports/disk.ts';
import { DiskProblem } from '../ports/disk-problem.ts';
import { keptIn } from '../recovery-trash/kept.ts';
import { BrokenDatabase } from '../store/broken-database.ts';
import { sqliteKeeper } from '../store/sqlite-keeper.ts';
import { State } from '../store/state.ts';
import { tell } from '../terminal/terminal.ts';
import { Failure } from './failure.ts';
import { localFailure } from './local-failure.ts';
import { rootOf } from './remote-path.ts';
import { shown } from './shown.ts';
import { tellOutcome } from './tell-outcome.ts';
import type { Call, Verb } from './verb.ts';

export const mount: Verb = {
  name: 'mount',
  patient: true,
  takes: 'FOLDER',
  about: 'verb.mount',
  options: ['company', 'project', 'all'],
  examples: ['mount ~/Mill-Street --project "Mill Street School"', 'mount . --project 42 --all'],
  async run(call) {
    const { world, given } = call;
    const path = resolve(world.cwd, call.args[0] ?? '');
    await refuseClash(world.env, path);
    await mustBeFree(path);
    const { account, scope, remote } = await call.place();
    // Asked before anything is written down: a place that may not be read is no mount.
    await rootOf(remote);
    const isNew = (await stat(path).catch(() => undefined)) === undefined;
    const folder = await emptyFolder(path);
    const made: Mount = {
      id: world.randomId(),
      folder,
      ...scope,
      all: given.all === true,
      account: await account.owner(),
    };
    await using open = await listed(call, account, made, isNew);
    tellOutcome(call, await shown(call, open.control, open.control.sync({})));
  },
};

export const unmount: Verb = {
  name: 'unmount',
  takes: '[FOLDER]',
  about: 'verb.unmount',
  options: ['force'],
  examples: ['unmount ~/Mill-Street', 'unmount ~/Mill-Street --force'],
  async run(call) {
    const { world, args, given } = call;
    const { mount: found, path } = await mountAt(world.env, world.cwd, args[0]);
    if (path !== '') throw new Failure(2, 'error.not-root', { path: found.folder });
    if (given.force !== true) refuseToForget(databaseOf(world.env, found.id), found.folder);
    const letGo = async () => await (await daemonOf(world.env, found.id))?.letGo();
    await letGo();
    const release = await lockSoon(`${databaseOf(world.env, found.id)}.lock`, found.folder, letGo);
    try {
      const isMarked = await isMarkedBy(databaseOf(world.env, found.id), found.folder);
      await removeMount(world.env, found.id);
      // Nothing keeps it any more: it may lie in a folder that is kept the same.
      if (isMarked) await rm(markOf(found.folder), { force: true }).catch(() => undefined);
    } finally {
      release();
    }
    tell(call, { folder: found.folder }, [call.t('done.unmount', { path: found.folder })]);
  },
};

/** Nobody else has what was never sent, and only the database knows what it is in the trash. */
function refuseToForget(database: string, path: string): void {
  const count = unsentIn(database);
  if (count > 0) throw new Failure(4, 'error.unmount-unsent', { count, path });
}

function unsentIn(database: string): number {
  try {
    const state = new State(sqliteKeeper(database));
    const { length } = keptIn({ state }).filter(({ origin }) => origin === 'unsent');
    state.close();
    return length;
  } catch (error) {
    // Broken, it knows of nothing any more.
    if (error instanceof BrokenDatabase) return 0;
    throw error;
  }
}

/** Another folder, or another disk, may be in its place, with a mark that is none of ours. */
async function isMarkedBy(database: string, folder: string): Promise<boolean> {
  try {
    const { mount } = JSON.parse(await readFile(markOf(folder), 'utf8')) as { mount?: unknown };
    const state = new State(sqliteKeeper(database));
    const known = state.notes('meta').get('mount');
    state.close();
    return known !== undefined && known === mount;
  } catch {
    return false;
  }
}

export const mounts: Verb = {
  name: 'mounts',
  takes: '',
  about: 'verb.mounts',
  options: [],
  examples: ['mounts --json'],
  async run(call) {
    const all = await listMounts(call.world.env);
    const { t } = call;
    const placeOf = ({ companyId, projectId }: Mount) =>
      projectId === undefined
        ? t('mounts.company', { id: companyId })
        : t('mounts.project', { id: projectId });
    const lines = all.map((each) => `${each.folder}  ${placeOf(each)}`);
    tell(call, all, all.length === 0 ? [t('mounts.none')] : lines);
  },
};

/**
 * Opened, and listed: a daemon that takes up whatever is listed finds it taken until this has ended. A folder in which
 * nothing can be written, or that no disk stands behind, is no mount afterwards, and as empty as it was.
 */
async function listed({ world }: Call, account: Account, made: Mount, isNew: boolean): Promise<OpenControl> {
  await using undo = new AsyncDisposableStack();
  undo.defer(async () => {
    await forgetBase(world.env, made.id);
    await rm(join(made.folder, stateFolder), { recursive: true, force: true });
    if (isNew) await rmdir(made.folder).catch(() => undefined);
  });
  try {
    await makeHome(world.env);
    const open = undo.use(await openControl(world, async () => account, made));
    await addMount(world.env, made);
    undo.move();
    return open;
  } catch (error) {
    // It was there a moment ago: it is one in which nothing can be made, and that says so in its own way.
    if (error instanceof DiskProblem && error.code === 'vanished')
      throw new Failure(5, 'error.local-denied', { path: made.folder });
    throw error instanceof DiskProblem ? localFailure(error, made.folder) : error;
  }
}

/** What lies in a folder already would be sent to everybody who sees the place: a person starts with an empty one. */
async function mustBeFree(path: string): Promise<void> {
  const names = await readdir(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOTDIR') throw new Failure(5, 'error.local-no-folder', { path });
    return [];
  });
  if (names.length > 0) throw new Failure(5, 'error.mount-full', { path });
}

async function emptyFolder(path: string): Promise<string> {
  try {
    await onDisk(() => makeFolders(path, 0o700));
    await mustBeFree(path);
    return await onDisk(() => realpath(path));
  } catch (error) {
    throw error instanceof DiskProblem ? localFailure(error, path) : error;
  }
}
