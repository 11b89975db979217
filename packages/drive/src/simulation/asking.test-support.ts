import { nidAt } from '../store/paths.ts';
import type { Chance } from './chance.test-support.ts';
import type { SimulatedWorld } from './world.test-support.ts';

/** A person asks for something by a verb of Drive. */
export function askingTurns({ chance, installs, deletes, trace }: SimulatedWorld): void {
  const install = chance.of(installs);
  if (install === undefined) return;
  const { name: who, disk, asks } = install;
  const paths = [...disk.names.keys()].filter((path) => path !== '' && !path.startsWith('.gatehouse-drive'));
  const path = chance.of(paths);
  const isFirst = chance.once(0.5);
  switch (chance.below(4)) {
    case 0:
    case 1:
      if (path === undefined) return;
      trace.push(`${who}: asks for ${path} ${isFirst ? 'whole' : 'as a placeholder'}`);
      deletes.touchedHere(install, path);
      asks.push((engine) => {
        // A name answers for what had it when the folder was looked at last.
        const { synced } = engine.parts.state;
        deletes.askedFor(synced.get(nidAt(synced, path) ?? 0)?.key);
        engine.want(path, isFirst ? 'full' : 'stub');
      });
      return;
    case 2:
      trace.push(`${who}: asks for what was deleted`);
      deletes.isTold = false;
      asks.push((engine) => {
        for (const { nid } of engine.held().slice(0, 1)) engine.restore(nid);
      });
      return;
    default:
      trace.push(`${who}: sends what was deleted`);
      asks.push((engine) => engine.release());
  }
}

/** Bytes that change or stop on their way, where the server tells what they have to be; steps that the disk refuses. */
export function troubles(world: SimulatedWorld, draw: Chance): void {
  const { chance, server } = world;
  const [spoilt, cut, denied] = [0.2 * draw.next(), 0.2 * draw.next(), 0.02 * draw.next()];
  world.isDenied = () => chance.once(denied);
  world.arrives = (text) => {
    if (chance.once(cut)) return text.slice(0, -1);
    return server.sha256 && chance.once(spoilt) ? `${text.slice(0, -1)}?` : text;
  };
}

export function untroubled(world: SimulatedWorld): void {
  world.isDenied = () => false;
  world.arrives = (text) => text;
}
