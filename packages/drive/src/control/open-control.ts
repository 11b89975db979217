import { closeSync, openSync } from 'node:fs';
import { hostname } from 'node:os';
import { Activity } from '../activity/activity.ts';
import { watchedRemote } from '../activity/watched-remote.ts';
import { Failure } from '../commands/failure.ts';
import { localDisk } from '../disk/local-disk.ts';
import { DocumentsRemote } from '../documents-api/documents-remote.ts';
import { silenceOf } from '../documents-api/silence.ts';
import { Engine } from '../engine.ts';
import type { Account } from '../installs/account.ts';
import { lock } from '../mounts/lock.ts';
import { databaseOf, type Mount } from '../mounts/mount-list.ts';
import { ownership } from '../mounts/ownership.ts';
import { everything } from '../rules/folder-rule.ts';
import { ignoredIn } from '../rules/ignore-file.ts';
import { sqliteKeeper } from '../store/sqlite-keeper.ts';
import { keyOf } from '../trees/item-key.ts';
import { rootNid } from '../trees/synced-tree.ts';
import type { World } from '../world.ts';
import { EngineControl } from './engine-control.ts';
import { releaseAfter, settleFor } from './waits.ts';

export interface OpenControl extends AsyncDisposable {
  readonly control: EngineControl;
  readonly engine: Engine;
}

/**
 * The engine of a mount, which no other process has meanwhile.
 * @param account asked for when the server is needed, and again when it could not be had
 */
export async function openControl(
  world: World,
  account: () => Promise<Account>,
  mount: Mount,
): Promise<OpenControl> {
  const database = databaseOf(world.env, mount.id);
  const release = lock(`${database}.lock`, mount.folder);
  try {
    const { engine, activity } = await openEngine(world, account, mount, database);
    const control = new EngineControl(engine, mount, activity);
    return {
      control,
      engine,
      async [Symbol.asyncDispose]() {
        await control.rest();
        engine.close();
        release();
      },
    };
  } catch (error) {
    release();
    throw error;
  }
}

async function openEngine(
  world: World,
  account: () => Promise<Account>,
  mount: Mount,
  database: string,
): Promise<{ engine: Engine; activity: Activity }> {
  const { companyId, projectId } = mount;
  const scope = projectId === undefined ? { companyId } : { companyId, projectId };
  let reached: { readonly account: Account; readonly remote: DocumentsRemote } | undefined;
  const mustBeTheirs = ownership(world.env, mount);
  const reach = async () => {
    if (reached === undefined) {
      const used = await account();
      reached = { account: used, remote: new DocumentsRemote(used.api, scope, silenceOf(world.env)) };
    }
    await mustBeTheirs(await reached.account.owner());
    return reached.remote;
  };
  const activity = new Activity();
  makeForOwner(database);
  const keeper = sqliteKeeper(database);
  const remote = watchedRemote(reach, activity, world.now, (item) =>
    engine?.parts.state.remote.get(keyOf(item)),
  );
  const engine = await Engine.open({
    disk: localDisk(mount.folder),
    remote,
    surroundings: world,
    keeper,
    activity,
    settleFor: settleFor(world.env),
    releaseAfter: releaseAfter(world.env),
    ignored: () => ignoredIn(mount.folder),
    mark: () => `${hostname()} ${new Date(world.now()).toISOString().slice(0, 16).replace(/[:T]/g, ' ')}`,
  }).catch((error: unknown) => {
    keeper.close();
    throw error;
  });
  if (engine === undefined) {
    keeper.close();
    throw new Failure(5, 'error.other-folder', { path: mount.folder });
  }
  const hasRule = engine.parts.state.notes('rule').has(String(rootNid));
  if (mount.all && !hasRule) engine.setRule('', everything);
  return { engine, activity };
}

/** The names of private documents are in it. The log beside it gets the mode that it has. */
function makeForOwner(database: string): void {
  try {
    closeSync(openSync(database, 'wx', 0o600));
  } catch {
    // There already; or it cannot be made, and whoever opens it says why.
  }
}
