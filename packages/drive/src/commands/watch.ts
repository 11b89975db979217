import { setTimeout as after } from 'node:timers/promises';
import { mountAt } from '../mounts/mount-list.ts';
import { withEngine } from '../mounts/open-mount.ts';
import { Failure } from './failure.ts';
import { settle, tellCycle } from './settle.ts';
import type { Verb } from './verb.ts';

/** At rest a look costs one call of the 3,600 an hour that the API grants. */
const pause = 10_000;
const longestPause = 300_000;

export const watch: Verb = {
  name: 'watch',
  takes: '[FOLDER]',
  about: 'verb.watch',
  options: [],
  examples: ['watch ~/Mill-Street'],
  async run(call) {
    const { world, args } = call;
    const { mount } = await mountAt(world.env, world.cwd, args[0]);
    await withEngine(world, await call.api(), mount, async (engine) => {
      let wait = pause;
      while (!world.ended.aborted) {
        const settled = await settle(engine);
        try {
          if (settled.done > 0 || settled.state !== 'in-step') tellCycle(call, mount, settled, engine);
          wait = pause;
        } catch (error) {
          // What needs a person ends it; a server that is away, or an item that failed, is tried again.
          const goesOn = error instanceof Failure && (error.exit === 1 || error.key === 'error.problems');
          if (!goesOn) throw error;
          wait = Math.min(longestPause, wait * 2);
        }
        await after(wait, undefined, { signal: world.ended }).catch(() => undefined);
      }
    });
  },
};
