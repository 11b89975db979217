import { setTimeout as after } from 'node:timers/promises';
import type { Standing } from '../control/control.ts';
import { lastStanding } from '../control/last-standing.ts';
import { listMounts, type Mount, mountAt } from '../mounts/mount-list.ts';
import { bar } from '../terminal/progress.ts';
import { screen } from '../terminal/screen.ts';
import { bytes } from '../terminal/table.ts';
import { tell } from '../terminal/terminal.ts';
import type { Call, Verb } from './verb.ts';

const often = 1_000;

export const status: Verb = {
  name: 'status',
  takes: '[FOLDER]',
  about: 'verb.status',
  options: ['follow'],
  examples: ['status', 'status --follow', 'status ~/Mill-Street --json'],
  async run(call) {
    const { world, args, given, out, json } = call;
    const mounts =
      args[0] === undefined
        ? await listMounts(world.env)
        : [(await mountAt(world.env, world.cwd, args[0])).mount];
    if (given.follow !== true) {
      const all = await standings(call, mounts);
      tell(call, all, linesOf(call, all));
      return;
    }
    const draw = screen(out);
    let before = '';
    while (!world.ended.aborted) {
      const all = await standings(call, mounts);
      const now = JSON.stringify(all);
      if (out.isTTY === true && !json) draw(linesOf(call, all));
      // For a program, or a file: only what is new.
      else if (now !== before) tell(call, all, linesOf(call, all));
      before = now;
      await after(often, undefined, { signal: world.ended }).catch(() => undefined);
    }
  },
};

async function standings({ world }: Call, mounts: readonly Mount[]): Promise<Standing[]> {
  return await Promise.all(mounts.map((mount) => lastStanding(world.env, mount)));
}

function linesOf(call: Call, all: readonly Standing[]): string[] {
  if (all.length === 0) return [call.t('mounts.none')];
  return all.flatMap((each) => [each.folder, ...factsOf(call, each).map((line) => `  ${line}`)]);
}

function factsOf(call: Call, { state, lookedAt, has, kept, waits, activity, page }: Standing): string[] {
  const { t, world, err } = call;
  const clock = (at: number) => new Date(at).toISOString().slice(0, 19).replace('T', ' ');
  const { files, bytes: sent, transfers, limitedUntil } = activity;
  return [
    t(`state.${state}`),
    ...(lookedAt > 0 ? [t('status.looked', { time: `${clock(lookedAt)} UTC` })] : []),
    t('status.has', { ...has, size: bytes(has.bytes) }),
    ...(kept > 0 ? [t('status.kept', { size: bytes(kept) })] : []),
    ...Object.entries(waits).map(([kind, count]) =>
      t(`status.waits-${kind as keyof typeof waits}`, { count }),
    ),
    ...(Object.keys(waits).length > 0 ? [t('status.say-more')] : []),
    ...(limitedUntil === undefined ? [] : [t('status.limited', { time: `${clock(limitedUntil)} UTC` })]),
    ...(files.total > 0
      ? [
          bar(
            { err, t },
            t('progress.files', { done: files.done, total: files.total }),
            sent.done,
            sent.total,
            Math.max(1, world.now() - activity.since),
          ),
        ]
      : []),
    ...transfers.map(
      ({ direction, name, done, size }) =>
        `${t(`status.${direction}`, { name })}  ${bytes(done)} / ${bytes(size)}`,
    ),
    page === undefined ? t('status.not-watched') : t('status.watched', { url: page }),
  ];
}
