import { mountAt } from '../mounts/mount-list.ts';
import { withEngine } from '../mounts/open-mount.ts';
import { Failure } from './failure.ts';
import { settle, tellCycle } from './settle.ts';
import type { Call, Verb } from './verb.ts';

export const sync: Verb = {
  name: 'sync',
  takes: '[PATH]',
  about: 'verb.sync',
  options: ['approve'],
  examples: ['sync', 'sync Drawings.cloudf', 'sync Drawings/A-101.pdf.cloud', 'sync --approve 1f0c9a7be2d4'],
  run: (call) => wanted(call, 'full'),
};

export const unsync: Verb = {
  name: 'unsync',
  takes: 'PATH',
  about: 'verb.unsync',
  options: [],
  examples: ['unsync Drawings/A-101.pdf'],
  run: (call) => wanted(call, 'stub'),
};

/** Both sides are looked at first: what a person names may have come a moment ago. */
async function wanted(call: Call, what: 'full' | 'stub'): Promise<void> {
  const { world, args, given } = call;
  const { mount, path } = await mountAt(world.env, world.cwd, args[0]);
  await withEngine(world, await call.api(), mount, async (engine) => {
    let settled = await settle(engine);
    const guard = settled.guards.find(({ id }) => id === given.approve);
    if (guard !== undefined) engine.approve(guard);
    else if (given.approve !== undefined)
      throw new Failure(5, 'error.no-guard', { id: String(given.approve) });
    if (args[0] !== undefined && path !== '' && !engine.want(path, what))
      throw new Failure(5, 'error.not-synced', { path });
    if (guard !== undefined || path !== '') settled = await settle(engine);
    tellCycle(call, mount, settled, engine);
  });
}
