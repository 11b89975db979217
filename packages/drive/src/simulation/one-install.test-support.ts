import assert from 'node:assert/strict';
import type { Cycle } from '../engine.ts';
import { Telling } from './scenarios.test-support.ts';
import { abilities, SimulatedServer } from './server.test-support.ts';
import { noFaults, SimulatedWorld } from './world.test-support.ts';

/** One install and its server, where nothing fails by itself: what a short story begins with. */
export function oneInstall({ seed = 1, hydrated = true } = {}) {
  const world = new SimulatedWorld(seed, new SimulatedServer(abilities), [{ hydrated, links: true }]);
  world.faults = noFaults;
  const [install] = world.installs;
  assert.ok(install);
  /** So many looks, and what the last one came to. @param pause milliseconds after each */
  const cycles = async (many = 6, pause = 70_000) => {
    let last: Cycle | undefined;
    for (let each = 0; each < many; each++, world.now += pause) last = await world.cycle(install);
    return last;
  };
  return {
    world,
    server: world.server,
    install,
    disk: install.disk,
    told: new Telling(world, install),
    cycles,
  };
}
