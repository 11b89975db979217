import type { RemoteAbilities } from '../ports/remote.ts';
import { settle } from './history.test-support.ts';
import { outcomeOf } from './outcome.test-support.ts';
import { scenarios, Telling } from './scenarios.test-support.ts';
import { SimulatedServer } from './server.test-support.ts';
import { noFaults, SimulatedWorld } from './world.test-support.ts';

const gatehouse = { changes: true, folderTag: true, ifMatch: true, idempotency: true, tellsDeleted: false };
const bare = { changes: false, folderTag: false, ifMatch: false, idempotency: false, tellsDeleted: false };

/** How it ends: the process alone, or the power with what was not durable; and once, or again while it recovers. */
export interface Cut {
  scenario: string;
  server: 'gatehouse' | 'bare';
  power: boolean;
  again: boolean;
}

export const cuts: Cut[] = Object.keys(scenarios).flatMap((scenario) =>
  (['gatehouse', 'bare'] as const).flatMap((server) =>
    [false, true].flatMap((power) => [false, true].map((again) => ({ scenario, server, power, again }))),
  ),
);

/** Steps between two second ends: all of them would be the square of all. */
const stride = 29;

/**
 * Tells a scenario again and again, cut off at its first step, its second, and so on to its end; each time everything
 * has to come to rest with nothing lost.
 * @returns how often it was told
 */
export async function cutEverywhere(cut: Cut): Promise<number> {
  let told = 0;
  for (let step = 1; ; step++) {
    if (!cut.again) {
      told++;
      if (!(await tell(cut, step, undefined))) return told;
      continue;
    }
    for (let second = 1 + (step % stride); ; second += stride) {
      told++;
      const was = await tell(cut, step, second);
      if (was === false) return told;
      if (was === 'once') break;
    }
  }
}

async function tell(cut: Cut, step: number, second: number | undefined): Promise<false | 'once' | 'twice'> {
  try {
    return await runCut(cut, step, second);
  } catch (error) {
    const where = `${cut.scenario}, ${cut.server}, ${cut.power ? 'power' : 'process'} ends at ${step}, then ${second}`;
    throw new Error(`${where}: ${error instanceof Error ? error.message : error}`, { cause: error });
  }
}

async function runCut({ scenario, server: kind, power }: Cut, step: number, second: number | undefined) {
  const story = scenarios[scenario];
  if (story === undefined) throw new Error(`no scenario ${scenario}`);
  const abilities: RemoteAbilities = kind === 'gatehouse' ? gatehouse : bare;
  const server = new SimulatedServer(abilities);
  server.sha256 = kind === 'gatehouse';
  const world = new SimulatedWorld(step * 31 + (second ?? 0), server, [
    { hydrated: story.hydrated, links: true },
  ]);
  const [install] = world.installs;
  if (install === undefined) throw new Error('no install');
  const telling = new Telling(world, install);
  story.before(telling);
  for (let cycle = 0; cycle < 4; cycle++, world.now += 400_000) await world.cycle(install);
  install.disk.syncNames();
  story.after(telling);
  world.faults = { ...noFaults, power: power ? 1 : 0 };
  install.steps.crashAt = install.steps.count + step;
  install.endsAt = second;
  const ends = async () => {
    for (let cycle = 0; cycle < 5; cycle++, world.now += 70_000)
      if ((await world.cycle(install)) === undefined) return true;
    return false;
  };
  if (!(await ends())) return false;
  const twice = second !== undefined && (await ends());
  world.faults = noFaults;
  await settle(world);
  outcomeOf(world);
  return twice ? 'twice' : 'once';
}
