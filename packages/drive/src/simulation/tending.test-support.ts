import { askingTurns } from './asking.test-support.ts';
import type { Install, SimulatedWorld } from './world.test-support.ts';

/** A person looks after a mount by the verbs of Drive: rules of folders, and what is private. */
export function tendingTurns(world: SimulatedWorld): void {
  const { chance } = world;
  const install = chance.of(world.installs);
  if (install === undefined) return;
  switch (chance.below(4)) {
    case 0:
      askingTurns(world);
      return;
    case 1:
      changesPrivacy(world);
      return;
    default:
      setsRule(world, install);
  }
}

function setsRule({ chance, trace }: SimulatedWorld, { name, disk, asks }: Install): void {
  const folders = [...disk.names].flatMap(([path, { kind }]) =>
    kind === 'folder' && !path.startsWith('.gatehouse-drive') ? [path] : [],
  );
  const path = chance.of(folders) ?? '';
  const rule = chance.of([
    undefined,
    { downloadUpTo: 0, andBelow: false },
    { downloadUpTo: 9, andBelow: true },
    { downloadUpTo: Number.MAX_SAFE_INTEGER, andBelow: chance.once(0.5) },
  ]);
  trace.push(`${name}: the rule of "${path}" is ${JSON.stringify(rule)}`);
  asks.push((engine) => void engine.setRule(path, rule));
}

function changesPrivacy({ chance, server, secrets, trace }: SimulatedWorld): void {
  const item = chance.of([...server.items.values()].filter(({ id }) => id !== 1 && server.alive(id)));
  if (item === undefined) return;
  trace.push(`remote: private ${item.isPrivate ? 'off' : 'on'} ${item.id}`);
  server.setPrivate(item.id, !item.isPrivate);
  if (!item.isPrivate) secrets?.opened();
}
