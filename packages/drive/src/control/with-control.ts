import type { Call } from '../commands/verb.ts';
import { daemonOf } from '../daemon/control-client.ts';
import type { Mount } from '../mounts/mount-list.ts';
import type { Control } from './control.ts';
import { openControl } from './open-control.ts';

/** Asks the daemon that keeps a mount, if one does; else the mount is this process's own for a while. */
export async function withControl<Result>(
  { world, account }: Pick<Call, 'world' | 'account'>,
  mount: Mount,
  use: (control: Control) => Promise<Result>,
): Promise<Result> {
  const daemon = await daemonOf(world.env, mount.id);
  if (daemon !== undefined) return await use(daemon);
  await using own = await openControl(world, account, mount);
  return await use(own.control);
}
