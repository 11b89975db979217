import { mountAt } from '../mounts/mount-list.ts';
import { withEngine } from '../mounts/open-mount.ts';
import { tell } from '../terminal/terminal.ts';
import { Failure } from './failure.ts';
import { settle, tellCycle } from './settle.ts';
import type { Verb } from './verb.ts';

export const trash: Verb = {
  name: 'trash',
  takes: '[FOLDER]',
  about: 'verb.trash',
  options: ['empty'],
  examples: ['trash', 'trash --empty'],
  async run(call) {
    const { world, args, given } = call;
    const { mount } = await mountAt(world.env, world.cwd, args[0]);
    await withEngine(world, await call.api(), mount, async (engine) => {
      const settled = await settle(engine);
      const held = engine.held();
      if (given.empty === true) {
        engine.release();
        tellCycle(call, mount, held.length === 0 ? settled : await settle(engine), engine);
        return;
      }
      const kept = [...engine.trash().values()].map(({ path, stored, size }) => ({ path, stored, size }));
      tell(call, { held: held.map(({ path }) => path), kept }, [
        ...held.map(({ path }) => call.t('trash.held', { path })),
        ...kept.map(({ path, stored }) => call.t('trash.kept', { path, stored })),
        ...(held.length + kept.length === 0 ? [call.t('trash.empty')] : []),
      ]);
    });
  },
};

export const restore: Verb = {
  name: 'restore',
  takes: 'PATH',
  about: 'verb.restore',
  options: [],
  examples: ['restore Drawings/A-101.pdf'],
  async run(call) {
    const { world, args } = call;
    const { mount, path } = await mountAt(world.env, world.cwd, args[0]);
    await withEngine(world, await call.api(), mount, async (engine) => {
      await settle(engine);
      const found = engine.held().filter((each) => each.path === path || each.path.startsWith(`${path}/`));
      if (found.length === 0) throw new Failure(5, 'error.not-held', { path });
      for (const { nid } of found) engine.restore(nid);
      tellCycle(call, mount, await settle(engine), engine);
    });
  },
};
