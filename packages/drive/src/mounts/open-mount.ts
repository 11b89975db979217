import { hostname } from 'node:os';
import { DatabaseSync } from 'node:sqlite';
import type { GatehouseApi } from '@gatehouse/client';
import { Failure } from '../commands/failure.ts';
import { localDisk } from '../disk/local-disk.ts';
import { DocumentsRemote } from '../documents-api/documents-remote.ts';
import { Engine } from '../engine.ts';
import { everything } from '../rules/folder-rule.ts';
import { sqliteKeeper } from '../store/sqlite-keeper.ts';
import type { World } from '../world.ts';
import { databaseOf, type Mount } from './mount-list.ts';

/** Runs with the engine of a mount, which no other process has meanwhile. */
export async function withEngine<Result>(
  world: World,
  api: GatehouseApi,
  mount: Mount,
  use: (engine: Engine) => Promise<Result>,
): Promise<Result> {
  const database = databaseOf(world.env, mount.id);
  const release = lock(`${database}.lock`, mount.folder);
  try {
    const { companyId, projectId } = mount;
    const scope = projectId === undefined ? { companyId } : { companyId, projectId };
    const keeper = sqliteKeeper(database);
    const engine = await Engine.open({
      disk: localDisk(mount.folder),
      remote: new DocumentsRemote(api, scope),
      surroundings: world,
      keeper,
      mark: () => `${hostname()} ${new Date(world.now()).toISOString().slice(0, 16).replace(/[:T]/g, ' ')}`,
    });
    if (engine === undefined) {
      keeper.close();
      throw new Failure(5, 'error.other-folder', { path: mount.folder });
    }
    try {
      if (mount.all) engine.setRule('', everything);
      return await use(engine);
    } finally {
      engine.close();
    }
  } finally {
    release();
  }
}

/** Held as an open transaction: however a process ends, its lock ends with it. */
function lock(path: string, folder: string): () => void {
  const database = new DatabaseSync(path);
  try {
    database.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    if (error instanceof Error && error.message.includes('locked'))
      throw new Failure(1, 'error.mount-busy', { path: folder });
    throw error;
  }
  return () => database.close();
}
