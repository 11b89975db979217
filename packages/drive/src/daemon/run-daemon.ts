import { setTimeout as after } from 'node:timers/promises';
import type { GatehouseApi } from '@gatehouse/client';
import { Failure, tellFailure } from '../commands/failure.ts';
import { tellOutcome } from '../commands/tell-outcome.ts';
import type { Call } from '../commands/verb.ts';
import type { Outcome } from '../control/control.ts';
import type { EngineControl } from '../control/engine-control.ts';
import { openControl } from '../control/open-control.ts';
import type { Engine } from '../engine.ts';
import { FolderWatch } from '../hints/folder-watch.ts';
import { Hearing } from '../hints/hearing.ts';
import { listen } from '../hints/listen.ts';
import { homeOf } from '../installs/install-file.ts';
import type { Mount } from '../mounts/mount-list.ts';
import { servePage } from '../status-page/serve-page.ts';
import { serveControl } from './control-server.ts';
import { forgetDaemon, removeDaemonFile, writeDaemonFile } from './daemon-file.ts';
import { keep } from './keep.ts';

/** How long until a mount that could not be opened is tried again. */
const patience = 30_000;

/** Keeps mounts until it is asked to end, and answers the verbs of other processes and the status page meanwhile. */
export async function runDaemon(call: Call, mounts: readonly Mount[]): Promise<void> {
  const { world, t, err } = call;
  const controls = new Map<string, EngineControl>();
  const secret = world.randomId();
  await using server = await serveControl(homeOf(world.env), world.randomId(), secret, (id) =>
    controls.get(id),
  );
  await using page = await servePage(world, world.randomId(), mounts, (id) => controls.get(id));
  const api = once(call.api);
  const hearings = new Map(mounts.map((place) => [place.id, { place, hearing: new Hearing() }]));
  const over = new AbortController();
  const listening = listen(world, [...hearings.values()], AbortSignal.any([over.signal, world.ended]));
  const keepOne = async (mount: Mount) => {
    await using open = await opened(call, api, mount, mounts.length === 1);
    if (open === undefined) return;
    await forgetDaemon(world.env, mount.id);
    controls.set(mount.id, open.control);
    await writeDaemonFile(world.env, mount.id, { socket: server.socket, secret, page: page.url });
    try {
      const hearing = hearings.get(mount.id)?.hearing ?? new Hearing();
      using watched = new FolderWatch(mount.folder, () => hearing.say());
      const { now, ended, env } = world;
      const { tell, failed } = news(call);
      await keep(open.control, {
        now,
        ended,
        hearing,
        pause: pauseOf(env),
        tell(outcome) {
          watched.follow(foldersIn(open.engine));
          tell(outcome);
        },
        failed,
      });
    } finally {
      controls.delete(mount.id);
      await removeDaemonFile(world.env, mount.id);
    }
  };
  if (!call.json) err.write(`${t('watch.page', { url: page.url })}\n`);
  try {
    await Promise.all(mounts.map(keepOne));
  } finally {
    over.abort();
    await listening;
  }
}

/** At rest a look costs one call of the 3,600 an hour that the API grants. */
function pauseOf({ DRIVE_LOOK_EVERY: seconds = '' }: Call['world']['env']): number {
  return /^[1-9][0-9]{0,4}$/.test(seconds) ? Number(seconds) * 1000 : 10_000;
}

function* foldersIn({ seen }: Engine): Generator<string> {
  if (seen !== undefined)
    for (const { lid, kind } of seen.local.all()) if (kind === 'folder') yield seen.local.path(lid);
}

/** Of several, one whose disk is away is waited for; undefined when the end came first. */
async function opened(call: Call, api: () => Promise<GatehouseApi>, mount: Mount, isOnly: boolean) {
  const { world } = call;
  for (let told = false; !world.ended.aborted; told = true) {
    try {
      return await openControl(world, api, mount);
    } catch (error) {
      if (isOnly || !(error instanceof Failure)) throw error;
      if (!told) tellFailure(call, error);
      await after(patience, undefined, { signal: world.ended }).catch(() => undefined);
    }
  }
  return undefined;
}

/** Says what was done, and what is wrong once for as long as it stays the same. No names of files. */
function news(call: Call): { tell(outcome: Outcome): void; failed(error: unknown): void } {
  let before = '';
  const failed = (error: unknown) => {
    const said = error instanceof Error ? `${error.name} ${error.message}` : String(error);
    if (said !== before) tellFailure(call, error);
    before = said;
  };
  return {
    failed,
    tell(outcome) {
      try {
        if (outcome.done > 0 || outcome.state !== 'in-step') tellOutcome(call, outcome);
        before = '';
      } catch (error) {
        failed(error);
      }
    },
  };
}

/** One account for all mounts; one that could not be had is asked for again. */
function once(api: () => Promise<GatehouseApi>): () => Promise<GatehouseApi> {
  let asked: Promise<GatehouseApi> | undefined;
  return async () => {
    asked ??= api();
    try {
      return await asked;
    } catch (error) {
      asked = undefined;
      throw error;
    }
  };
}
