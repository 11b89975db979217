import { withControl } from '../control/with-control.ts';
import type { Finding } from '../findings/finding.ts';
import { findingWords } from '../findings/finding-words.ts';
import { listMounts, mountAt } from '../mounts/mount-list.ts';
import { tell } from '../terminal/terminal.ts';
import { Failure } from './failure.ts';
import { shown } from './shown.ts';
import { tellOutcome } from './tell-outcome.ts';
import type { Verb } from './verb.ts';

export const conflicts: Verb = {
  name: 'conflicts',
  takes: '[FOLDER]',
  about: 'verb.conflicts',
  options: [],
  examples: ['conflicts', 'conflicts ~/Mill-Street --json'],
  async run(call) {
    const { world, args, t } = call;
    const mounts =
      args[0] === undefined
        ? await listMounts(world.env)
        : [(await mountAt(world.env, world.cwd, args[0])).mount];
    const found: { folder: string; findings: Finding[] }[] = [];
    for (const mount of mounts)
      found.push({
        folder: mount.folder,
        findings: await withControl(call, mount, (control) => control.findings()),
      });
    const lines = found.flatMap(({ folder, findings }) => [
      folder,
      ...(findings.length === 0 ? [`  ${t('conflicts.none')}`] : []),
      ...findings.flatMap((finding) => {
        const { said, remedy } = findingWords(finding, t);
        return [`  ${said}`, `    ${remedy}`];
      }),
    ]);
    tell(call, found, found.length === 0 ? [t('mounts.none')] : lines);
  },
};

export const resolve: Verb = {
  name: 'resolve',
  takes: 'PATH',
  about: 'verb.resolve',
  options: ['keep'],
  examples: [
    'resolve "A-101 (conflicted copy laptop 2026-11-27 0613).pdf" --keep mine',
    'resolve "A-101 (conflicted copy laptop 2026-11-27 0613).pdf" --keep theirs',
    'resolve "A-101 (conflicted copy laptop 2026-11-27 0613).pdf" --keep both',
  ],
  async run(call) {
    const { world, args, given } = call;
    const { keep } = given;
    if (keep !== 'mine' && keep !== 'theirs' && keep !== 'both') throw new Failure(2, 'error.keep');
    const { mount, path } = await mountAt(world.env, world.cwd, args[0]);
    await withControl(call, mount, async (control) => {
      tellOutcome(call, await shown(call, control, control.resolve({ path, keep })));
    });
  },
};
