import type { RemoteProblemCode } from '../ports/remote-problem.ts';
import type { ServerItem } from './server.test-support.ts';
import type { SimulatedWorld } from './world.test-support.ts';

const hour = 3_600_000;
const refusals: RemoteProblemCode[] = ['company-disconnected', 'needs-sign-in', 'forbidden', 'busy'];

/** What nobody does and everybody meets: rights, sight, clocks, cursors, companies, disks and databases that change. */
export function weatherTurns(world: SimulatedWorld): void {
  const { chance, server, deletes, trace } = world;
  const item = chance.of([...server.items.values()].filter(({ id }) => id !== 1 && server.alive(id)));
  const install = chance.of(world.installs);
  switch (chance.below(8)) {
    case 0:
    case 1:
      if (item !== undefined) changeSight(world, item);
      return;
    case 2:
      if (item === undefined) return;
      trace.push(`weather: ${item.id} read-only: ${item.readOnly !== true}`);
      item.readOnly = item.readOnly !== true;
      deletes.isTold = false;
      return;
    case 3:
      trace.push('weather: cursors forgotten');
      server.forgetCursors();
      return;
    case 4:
      world.now += (chance.of([-25, -1, 1, 25]) ?? 0) * hour;
      trace.push(`weather: the clock says ${world.now}`);
      return;
    case 5:
      server.refuses = server.refuses === undefined ? chance.of(refusals) : undefined;
      deletes.isTold &&= server.refuses !== 'forbidden';
      trace.push(`weather: every call ${server.refuses ?? 'answered'}`);
      return;
    case 6:
      if (install === undefined) return;
      install.disk.away =
        install.disk.away === 'no' ? (chance.of(['gone', 'empty'] as const) ?? 'gone') : 'no';
      trace.push(`weather: disk of ${install.name} away: ${install.disk.away}`);
      return;
    default:
      if (install === undefined) return;
      trace.push(`weather: database of ${install.name} lost`);
      install.losesDatabase = true;
  }
}

/** Something is not shown to the person of the installs any more, or is again. */
export function sightTurns(world: SimulatedWorld): void {
  const { chance, server } = world;
  const item = chance.of([...server.items.values()].filter(({ id }) => id !== 1 && server.alive(id)));
  if (item !== undefined) changeSight(world, item);
}

function changeSight(
  { server, installs, outOfSight, deletes, trace }: SimulatedWorld,
  item: ServerItem,
): void {
  deletes.isTold = false;
  trace.push(`weather: ${item.id} ${item.hidden === true ? 'seen' : 'hidden'}`);
  if (item.hidden === true) outOfSight.shown(item.id);
  else outOfSight.hidden(item.id, installs);
  server.hide(item.id, item.hidden !== true);
}

/** Everything is as it should be again. */
export function weatherClears({ server, installs, outOfSight }: SimulatedWorld): void {
  server.refuses = undefined;
  for (const item of server.items.values()) {
    item.readOnly = false;
    // What was deleted meanwhile stays out of sight for good.
    if (item.hidden !== true || server.alive(item.id) === undefined) continue;
    outOfSight.shown(item.id);
    server.hide(item.id, false);
  }
  for (const { disk } of installs) disk.away = 'no';
}
