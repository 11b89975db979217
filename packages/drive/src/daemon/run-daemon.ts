import { setTimeout as after } from 'node:timers/promises';
import { Failure, tellFailure } from '../commands/failure.ts';
import { failUnlessWell, tellOutcome } from '../commands/tell-outcome.ts';
import type { Call } from '../commands/verb.ts';
import type { Outcome } from '../control/control.ts';
import type { EngineControl } from '../control/engine-control.ts';
import { type OpenControl, openControl } from '../control/open-control.ts';
import type { Engine } from '../engine.ts';
import { Ears } from '../hints/ears.ts';
import { FolderWatch } from '../hints/folder-watch.ts';
import { Hearing } from '../hints/hearing.ts';
import type { Account } from '../installs/account.ts';
import { homeOf } from '../installs/home-folder.mjs';
import { listMounts, type Mount } from '../mounts/mount-list.ts';
import { DiskProblem } from '../ports/disk-problem.ts';
import { servePage } from '../status-page/serve-page.ts';
import { pathOf } from '../store/paths.ts';
import { isFolder } from '../trees/synced-tree.ts';
import { serveControl } from './control-server.ts';
import { forgetDaemon, removeDaemonFile, writeDaemonFile } from './daemon-file.ts';
import { keep } from './keep.ts';

/** How long until a mount that could not be opened is tried again. */
const patience = 30_000;

/** How often it is asked which mounts there are. */
const lookForMounts = 2_000;

/**
 * Keeps mounts until it is asked to end or none is left, and answers the verbs of other processes and the status page
 * meanwhile.
 * @param all that there are at a moment, where those that come later are kept as well
 */
export async function runDaemon(
  call: Call,
  mounts: readonly Mount[],
  all?: () => Promise<readonly Mount[]>,
): Promise<void> {
  const { world, t, err } = call;
  const controls = new Map<string, EngineControl>();
  const secret = world.randomId();
  await using server = await serveControl(homeOf(world.env), world.randomId(), secret, (id) =>
    controls.get(id),
  );
  const kept = new Set<Mount>();
  await using page = await servePage(world, world.randomId(), kept, (id) => controls.get(id));
  const account = once(call.account);
  await using ears = new Ears(world);
  const keepOne = async (mount: Mount) => {
    const hearing = new Hearing();
    kept.add(mount);
    ears.add({ place: mount, hearing });
    try {
      await using open = await opened(call, account, mount, mounts);
      if (open === undefined) return;
      await forgetDaemon(world.env, mount.id);
      controls.set(mount.id, open.control);
      await writeDaemonFile(world.env, mount.id, { socket: server.socket, secret, page: page.url });
      using watched = new FolderWatch(mount.folder, () => hearing.say());
      const { now, ended, env } = world;
      const { tell, failed } = news(call, mount.folder);
      await keep(open.control, {
        now,
        ended: AbortSignal.any([ended, open.control.gone]),
        hearing,
        pause: pauseOf(env),
        tell(outcome) {
          watched.follow(foldersIn(open.engine));
          tell(outcome);
        },
        failed,
      });
    } finally {
      kept.delete(mount);
      const wasOpen = controls.delete(mount.id);
      if (wasOpen) await removeDaemonFile(world.env, mount.id);
    }
  };
  // What is not a terminal is kept, as in the journal of a service, and the address lets anybody in who reads it.
  const begun = err.isTTY === true ? t('watch.page', { url: page.url }) : t('watch.begun');
  if (!call.json) err.write(`${begun}\n`);
  // One that was let go of is still listed for a moment, and not taken up again.
  const taken = new Set<string>();
  const working = new Set<Promise<void>>();
  const take = (mount: Mount) => {
    if (taken.has(mount.id)) return;
    taken.add(mount.id);
    const work = keepOne(mount).finally(() => working.delete(work));
    working.add(work);
  };
  mounts.forEach(take);
  while (working.size > 0) {
    const turn = new AbortController();
    const pause = after(lookForMounts, undefined, { signal: turn.signal }).catch(() => undefined);
    await Promise.race(all === undefined ? working : [...working, pause]).finally(() => turn.abort());
    if (all !== undefined && !world.ended.aborted) (await all()).forEach(take);
  }
}

/** At rest a look costs one call of the 3,600 an hour that the API grants. */
function pauseOf({ DRIVE_LOOK_EVERY: seconds = '' }: Call['world']['env']): number {
  return /^[1-9][0-9]{0,4}$/.test(seconds) ? Number(seconds) * 1000 : 10_000;
}

function* foldersIn({ seen, parts }: Engine): Generator<string> {
  if (seen !== undefined) {
    for (const { lid, kind } of seen.local.all()) if (kind === 'folder') yield seen.local.path(lid);
    return;
  }
  // Seen to be in step, and no more: then what the base has is what is here.
  const { synced } = parts.state;
  for (const s of synced.all()) if (isFolder(s) && s.hydration === 'full') yield pathOf(synced, s.nid);
}

/**
 * One that cannot be opened, as when its disk is away, is waited for, unless it is the only one that was asked for; undefined when the end came first,
 * or it was unmounted. One that came later is as a rule still being mounted.
 */
async function opened(
  call: Call,
  account: () => Promise<Account>,
  mount: Mount,
  asked: readonly Mount[],
): Promise<OpenControl | undefined> {
  const { world } = call;
  const isLater = !asked.includes(mount);
  for (let told = isLater; !world.ended.aborted; told = true) {
    if (!(await listMounts(world.env)).some(({ id }) => id === mount.id)) return undefined;
    try {
      return await openControl(world, account, mount);
    } catch (error) {
      // Whatever is wrong with one, a broken database as well, the others are kept.
      if (!isLater && asked.length === 1) throw error;
      if (!told) tellFailure(call, error);
      const wait = isLater ? lookForMounts : patience;
      await after(wait, undefined, { signal: world.ended }).catch(() => undefined);
    }
  }
  return undefined;
}

/** Says what was done, and what is wrong once for as long as it stays the same. No names of files. */
function news(call: Call, folder: string): { tell(outcome: Outcome): void; failed(error: unknown): void } {
  let before = '';
  const failed = (error: unknown) => {
    const said = error instanceof Error ? `${error.name} ${error.message}` : String(error);
    // The system names the file in its words.
    const isOfAFile = error instanceof DiskProblem && error.code !== 'full';
    const why = isOfAFile ? call.t(`problem.${error.code}`) : '';
    if (said !== before)
      tellFailure(call, isOfAFile ? new Failure(5, 'error.local-failed', { path: folder, why }) : error);
    before = said;
  };
  return {
    failed,
    tell(outcome) {
      try {
        const problems = outcome.problems.map(({ code }) => ({ path: '', code, text: '' }));
        const unsure = outcome.unsure.map(() => '');
        if (outcome.done > 0 || outcome.state !== 'in-step')
          tellOutcome(call, { ...outcome, problems, unsure, undone: [] });
        else failUnlessWell(outcome);
        before = '';
      } catch (error) {
        failed(error);
      }
    },
  };
}

/** One account for all mounts; one that could not be had is asked for again. */
function once(account: () => Promise<Account>): () => Promise<Account> {
  let asked: Promise<Account> | undefined;
  return async () => {
    asked ??= account();
    try {
      return await asked;
    } catch (error) {
      asked = undefined;
      throw error;
    }
  };
}
