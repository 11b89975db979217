import type { Control, SyncAsk } from '../control/control.ts';
import { withControl } from '../control/with-control.ts';
import { mountAt } from '../mounts/mount-list.ts';
import { shown } from './shown.ts';
import { tellOutcome } from './tell-outcome.ts';
import type { Call, Verb } from './verb.ts';

export const sync: Verb = {
  name: 'sync',
  patient: true,
  takes: '[PATH]',
  about: 'verb.sync',
  options: ['below', 'approve', 'refuse', 'unite'],
  examples: [
    'sync',
    'sync Drawings.cloudf',
    'sync Drawings/A-101.pdf.cloud',
    'sync Drawings --below',
    'sync --approve 1f0c9a7be2d4',
  ],
  run: (call) => wanted(call, 'full'),
};

export const unsync: Verb = {
  name: 'unsync',
  patient: true,
  takes: 'PATH',
  about: 'verb.unsync',
  options: ['force', 'close'],
  examples: ['unsync Drawings/A-101.pdf', 'unsync Drawings --close', 'unsync Drawings/A-101.pdf --force'],
  run: (call) => wanted(call, 'stub'),
};

async function wanted(call: Call, want: 'full' | 'stub'): Promise<void> {
  const { world, args, given } = call;
  const { mount, path } = await mountAt(world.env, world.cwd, args[0]);
  const { approve, refuse } = given;
  const named = path !== '' || want === 'stub' || given.below === true;
  const ask: SyncAsk = {
    ...(named ? { path, want } : {}),
    below: given.below === true,
    force: given.force === true,
    close: given.close === true,
    unite: given.unite === true,
    ...(typeof approve === 'string' ? { approve } : {}),
    ...(typeof refuse === 'string' ? { refuse } : {}),
  };
  await withControl(call, mount, async (control: Control) => {
    tellOutcome(call, await shown(call, control, control.sync(ask)));
  });
}
