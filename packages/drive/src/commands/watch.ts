import { runDaemon } from '../daemon/run-daemon.ts';
import { listMounts, mountAt } from '../mounts/mount-list.ts';
import { Failure } from './failure.ts';
import type { Verb } from './verb.ts';

export const watch: Verb = {
  name: 'watch',
  patient: true,
  takes: '[FOLDER…]',
  about: 'verb.watch',
  options: [],
  examples: ['watch', 'watch ~/Mill-Street'],
  async run(call) {
    const { world, args } = call;
    const named = await Promise.all(args.map((folder) => mountAt(world.env, world.cwd, folder)));
    const mounts = args.length === 0 ? await listMounts(world.env) : named.map(({ mount }) => mount);
    if (mounts.length === 0) throw new Failure(2, 'mounts.none');
    await runDaemon(call, [...new Map(mounts.map((mount) => [mount.id, mount])).values()]);
  },
};
