import { unsent } from '../findings/find.ts';
import { DiskProblem } from '../ports/disk-problem.ts';
import type { Chance } from './chance.test-support.ts';
import { deletesHere } from './people.test-support.ts';
import type { Install, SimulatedWorld } from './world.test-support.ts';

/** A person copies a placeholder, into the folder it lies in or another. */
export function copiesPlaceholder(world: SimulatedWorld, chance: Chance): void {
  const install = chance.of(world.installs);
  if (install === undefined || install.disk.away !== 'no') return;
  const { disk, name: who } = install;
  const here = [...disk.names].filter(([path]) => path !== '' && !path.startsWith('.gatehouse-drive'));
  const stub = chance.of(here.filter(([, { content }]) => content.startsWith('gatehouse [')));
  if (stub === undefined) return;
  const folders = here.flatMap(([path, { kind }]) => (kind === 'folder' ? [`${path}/`] : []));
  const ending = /\.cloudf?$/.exec(stub[0])?.[0] ?? '';
  const to = `${chance.of(['', ...folders]) ?? ''}copy${chance.below(1_000)}${ending}`;
  try {
    if (disk.names.has(to)) return;
    disk.writeFile(to, stub[1].content);
    if (chance.once(0.5)) disk.syncNames();
    world.trace.push(`${who}: copy ${stub[0]} to ${to}`);
    // Where its original goes, it has moved the item.
    world.hasMovedHere = true;
  } catch (error) {
    if (!(error instanceof DiskProblem)) throw error;
  }
}

/**
 * Copies stay until their person deletes them. They do so now.
 * @returns whether there was anything
 */
export function sparesAreDeleted(world: SimulatedWorld, install: Install): boolean {
  const { parts, seen } = install.engine ?? {};
  if (parts === undefined || seen === undefined) return false;
  const spares = unsent(parts.state, seen.local, seen.match, world.now).filter(
    ({ kind }) => kind === 'spare-placeholder',
  );
  for (const { path } of spares) deletesHere(world, install, path);
  install.disk.syncNames();
  world.outOfSight.disturbed(install);
  return spares.length > 0;
}
