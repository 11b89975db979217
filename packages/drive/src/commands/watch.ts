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
    const once = new Map(named.map(({ mount }) => [mount.id, mount]));
    if (once.size > 0) return await runDaemon(call, [...once.values()]);
    const all = () => listMounts(world.env);
    const mounts = await all();
    if (mounts.length === 0) throw new Failure(2, 'error.no-mounts');
    await runDaemon(call, mounts, all);
  },
};
