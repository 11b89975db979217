import { askingTurns } from './asking.test-support.ts';
import type { Install, SimulatedWorld } from './world.test-support.ts';

/**
 * What is old, or comes twice, or is closed for a while: listings from before, calls that arrive two times, changes told
 * again and in another order, yesterday's database, files and folders without the right to read them.
 */
export function wearTurns(world: SimulatedWorld): void {
  const { chance, server, trace } = world;
  const install = chance.of(world.installs);
  if (install === undefined) return;
  // Whoever sends what seems deleted while it cannot be read has asked for that.
  if (!world.hasLocked && chance.once(0.3)) {
    askingTurns(world);
    return;
  }
  switch (chance.below(6)) {
    case 0:
      server.listsFrom(server.isBehind ? 'now' : 'then');
      trace.push(`wear: listings are ${server.isBehind ? 'from now on old' : 'new again'}`);
      return;
    case 1:
      world.comesTwice = world.comesTwice > 0 ? 0 : 0.5;
      trace.push(`wear: calls and changes ${world.comesTwice > 0 ? 'come twice' : 'come once'}`);
      return;
    case 2:
    case 3:
      install.isPutBack = install.yesterday !== undefined;
      trace.push(`wear: the database of ${install.name} is ${install.isPutBack ? 'put back' : 'copied'}`);
      install.yesterday ??= install.keeper.copy();
      return;
    default:
      changeLock(world, install);
  }
}

function changeLock(world: SimulatedWorld, { name, disk }: Install): void {
  const { chance, trace } = world;
  const paths = [...disk.names.keys()].filter((path) => path !== '' && !path.startsWith('.gatehouse-drive'));
  const path = chance.of(paths);
  if (path === undefined) return;
  world.hasLocked = true;
  const inode = disk.need(path);
  const isLocked = disk.locked.delete(inode);
  if (!isLocked) disk.locked.add(inode);
  trace.push(`wear: ${name}: ${path} is ${isLocked ? 'open' : 'locked'}`);
}

export function wearEnds({ server, installs }: SimulatedWorld): void {
  server.listsFrom('now');
  for (const { disk } of installs) disk.locked.clear();
}
