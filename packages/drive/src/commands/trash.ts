import { isSeen } from '../control/control.ts';
import { withControl } from '../control/with-control.ts';
import { mountAt } from '../mounts/mount-list.ts';
import { bytes } from '../terminal/table.ts';
import { tell } from '../terminal/terminal.ts';
import { Failure } from './failure.ts';
import { shown } from './shown.ts';
import { tellOutcome } from './tell-outcome.ts';
import { misused, type Verb } from './verb.ts';

export const trash: Verb = {
  name: 'trash',
  takes: '[PATH]',
  about: 'verb.trash',
  options: ['empty', 'purge'],
  examples: ['trash', 'trash --empty', 'trash Drawings/A-101.pdf --empty', 'trash --purge'],
  async run(call) {
    const { world, args, given, t } = call;
    if (given.empty === true && given.purge === true) throw misused(trash);
    const { mount, path } = await mountAt(world.env, world.cwd, args[0]);
    await withControl(call, mount, async (control) => {
      if (given.empty === true) {
        const outcome = await shown(call, control, control.release({ path }));
        const [unread] = outcome.unsure;
        if (outcome.held > 0 && unread !== undefined)
          throw new Failure(5, 'error.held-unread', { count: outcome.held, path: unread });
        tellOutcome(call, outcome);
        return;
      }
      if (given.purge === true) {
        const value = await control.purge({ path });
        tell(call, value, [t('done.purge', { count: value.purged })]);
        return;
      }
      const { held, kept } = await shown(call, control, control.trash());
      tell(call, { held, kept: kept.map(({ stored: _, id: __, ...told }) => told) }, [
        ...held.map((each) => t('trash.held', { path: each })),
        ...kept.map((each) =>
          t(`trash.${each.origin}`, {
            path: each.path,
            size: bytes(each.size),
            day: new Date(each.at).toISOString().slice(0, 10),
          }),
        ),
        ...(held.length + kept.length === 0 ? [t('trash.none')] : []),
      ]);
    });
  },
};

export const restore: Verb = {
  name: 'restore',
  takes: 'PATH',
  about: 'verb.restore',
  options: [],
  examples: ['restore Drawings/A-101.pdf', 'restore Drawings'],
  async run(call) {
    const { world, args } = call;
    const { mount, path } = await mountAt(world.env, world.cwd, args[0]);
    await withControl(call, mount, async (control) => {
      const outcome = await shown(call, control, control.restore({ path }));
      const lines = outcome.restored.map((each) => call.t('done.restore', { path: each }));
      // What lay here is back, whether the server can be told of it or not.
      if (lines.length > 0 && !isSeen(outcome))
        tell(call, outcome, [...lines, call.t(`state.${outcome.state}`)]);
      else tellOutcome(call, outcome, lines);
    });
  },
};
