import { withControl } from '../control/with-control.ts';
import { mountAt } from '../mounts/mount-list.ts';
import { bytes } from '../terminal/table.ts';
import { tell } from '../terminal/terminal.ts';
import { Failure } from './failure.ts';
import { shown } from './shown.ts';
import { failUnlessWell } from './tell-outcome.ts';
import type { Verb } from './verb.ts';

export const verify: Verb = {
  name: 'verify',
  takes: '[FOLDER]',
  about: 'verb.verify',
  options: ['repair'],
  examples: ['verify', 'verify ~/Mill-Street --repair'],
  async run(call) {
    const { world, args, given, t } = call;
    const { mount } = await mountAt(world.env, world.cwd, args[0]);
    const repair = given.repair === true;
    await withControl(call, mount, async (control) => {
      const verified = await shown(call, control, control.verify({ repair }));
      const { files, placeholders, differences, outcome } = verified;
      tell(call, verified, [
        t('done.verify', { files, placeholders, size: bytes(verified.bytes) }),
        ...differences.map(({ path, what }) => t(`verify.${what}`, { path })),
      ]);
      if (outcome !== undefined) failUnlessWell(outcome);
      else if (differences.length > 0) throw new Failure(5, 'error.differs', { count: differences.length });
    });
  },
};
