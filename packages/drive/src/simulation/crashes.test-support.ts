import type { RemoteAbilities } from '../ports/remote.ts';
import { settle } from './history.test-support.ts';
import { outcomeOf } from './outcome.test-support.ts';
import { scenarios, Telling } from './scenarios.test-support.ts';
import { SimulatedServer } from './server.test-support.ts';
import { noFaults, SimulatedWorld } from './world.test-support.ts';

const gatehouse: RemoteAbilities = {
  changes: true,
  folderTag: true,
  ifMatch: true,
  idempotency: true,
  tellsDeleted: false,
  batches: true,
};
const bare: RemoteAbilities = {
  changes: false,
  folderTag: false,
  ifMatch: false,
  idempotency: false,
  tellsDeleted: false,
  batches: false,
};

/**
 * How it ends: the process alone, or the power with what was not durable; and once, again while it recovers, or soon
 * after a person has done something in the middle of it.
 */
export interface Cut {
  scenario: string;
  server: 'gatehouse' | 'bare';
  power: boolean;
  how: 'once' | 'again' | 'overtaken';
}

export const cuts: Cut[] = Object.entries(scenarios).flatMap(([scenario, { meanwhile }]) =>
  (['gatehouse', 'bare'] as const).flatMap((server) =>
    [false, true].flatMap((power) =>
      (meanwhile === undefined ? (['once', 'again'] as const) : (['overtaken'] as const)).map((how) => ({
        scenario,
        server,
        power,
        how,
      })),
    ),
  ),
);

/** Steps between two second ends: all of them would be the square of all. */
const stride = 29;
/** Steps from what a person did to the end. */
const soon = [1, 2, 3, 4, 5, 7, 9, 12, 16, 21];

/**
 * Tells a scenario again and again, cut off at its first step, its second, and so on to its end; each time everything
 * has to come to rest with nothing lost.
 * @returns how often it was told
 */
export async function cutEverywhere(cut: Cut): Promise<number> {
  let told = 0;
  for (let step = 1; ; step++)
    for (const second of secondEnds(cut, step)) {
      told++;
      const was = await tell(cut, step, second);
      if (was === false) return told;
      if (was === 'once') break;
    }
}

function* secondEnds({ how }: Cut, step: number): Generator<number | undefined> {
  if (how === 'once') yield undefined;
  else if (how === 'overtaken') yield* soon;
  else for (let second = 1 + (step % stride); ; second += stride) yield second;
}

async function tell(cut: Cut, step: number, second: number | undefined): Promise<false | 'once' | 'twice'> {
  try {
    return await runCut(cut, step, second);
  } catch (error) {
    const where = `${cut.scenario}, ${cut.server}, ${cut.how}, ${cut.power ? 'power' : 'process'} ends at ${step}, then ${second}`;
    throw new Error(`${where}: ${error instanceof Error ? error.message : error}`, { cause: error });
  }
}

async function runCut({ scenario, server: kind, power, how }: Cut, step: number, second: number | undefined) {
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
  world.isWatched = true;
  const telling = new Telling(world, install);
  story.before(telling);
  for (let cycle = 0; cycle < 4; cycle++, world.now += 400_000) await world.cycle(install);
  install.disk.syncNames();
  story.after(telling);
  // Of two ends the first is one of the process: what it left unsynced the second can still take.
  world.faults = { ...noFaults, power: power && how !== 'again' ? 1 : 0 };
  if (how === 'overtaken') {
    let left = step;
    world.faults.meanwhile = 1;
    world.act = () => {
      if (--left !== 0) return;
      story.meanwhile?.(telling);
      install.steps.crashAt = install.steps.count + (second ?? 0);
    };
  } else {
    install.steps.crashAt = install.steps.count + step;
    install.endsAt = second;
  }
  const ends = async () => {
    for (let cycle = 0; cycle < 5; cycle++, world.now += 70_000)
      if ((await world.cycle(install)) === undefined) return true;
    return false;
  };
  if (!(await ends())) return false;
  world.faults = { ...noFaults, power: power ? 1 : 0 };
  story.dead?.(telling);
  const twice = how === 'again' && (await ends());
  world.faults = noFaults;
  await settle(world);
  outcomeOf(world);
  for (const content of telling.stays)
    if (![...server.items.values()].some((item) => !item.deleted && item.versions.at(-1) === content))
      throw new Error(`nobody saw "${content}", and it is not the newest`);
  if (!telling.hasMoved && server.moved.length > 0) throw new Error('nobody renamed anything here');
  return how === 'once' || (how === 'again' && !twice) ? 'once' : 'twice';
}
