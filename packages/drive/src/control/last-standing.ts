import { atRest } from '../activity/activity.ts';
import { daemonOf } from '../daemon/control-client.ts';
import { localDisk } from '../disk/local-disk.ts';
import { findingsOf } from '../findings/find.ts';
import { databaseOf, type Mount } from '../mounts/mount-list.ts';
import { isSameFolder } from '../store/mount.ts';
import { sqliteKeeper } from '../store/sqlite-keeper.ts';
import { State } from '../store/state.ts';
import type { Standing } from './control.ts';
import { lastLook } from './last-look.ts';
import { standingOf } from './standing.ts';

/** How a mount stands: asked of its daemon, else as the last look left it. Neither the server nor the lock is needed. */
export async function lastStanding(
  env: Readonly<Record<string, string | undefined>>,
  mount: Mount,
): Promise<Standing> {
  const daemon = await daemonOf(env, mount.id);
  if (daemon !== undefined) return await daemon.standing();
  const state = new State(sqliteKeeper(databaseOf(env, mount.id)));
  try {
    const disk = localDisk(mount.folder);
    const last = lastLook(state);
    const isHere = last.state === 'never' || (await isSameFolder({ state, disk }));
    const look = isHere ? last : { ...last, state: 'other-folder' as const };
    const standing = standingOf(mount, state, look, findingsOf(state, disk.profile), atRest);
    return { ...standing, waits: { ...standing.waits, ...look.here } };
  } finally {
    state.close();
  }
}
