import assert from 'node:assert/strict';
import { askingTurns, troubles, untroubled } from './asking.test-support.ts';
import { Chance } from './chance.test-support.ts';
import { copiesPlaceholder, sparesAreDeleted } from './copying.test-support.ts';
import { crossedTurns, crossing } from './crossing.test-support.ts';
import { copiesAreDeleted } from './out-of-sight.test-support.ts';
import { nothingIsLeftOver, outcomeOf } from './outcome.test-support.ts';
import { personActs, startCounting } from './people.test-support.ts';
import { resolvingTurns } from './resolving.test-support.ts';
import { Secrets } from './secrets.test-support.ts';
import { SimulatedServer } from './server.test-support.ts';
import { tendingTurns } from './tending.test-support.ts';
import { wearEnds, wearTurns } from './wear.test-support.ts';
import { sightTurns, weatherClears, weatherTurns } from './weather.test-support.ts';
import { type Install, noFaults, SimulatedWorld } from './world.test-support.ts';

export type Kind = 'fair' | 'rough' | 'sight' | 'asking' | 'worn' | 'crossed' | 'tended';

/**
 * One random history: people and faults for a while, then quiet, then everything must be in step. A rough one has rights,
 * clocks, disks and databases that change as well, and volumes on which two cases are one name. In one of sight much is hidden
 * and shown again, by a server that tells it from what is deleted. In one of asking a person asks for things by the verbs of
 * Drive, bytes change on their way and steps on the disk are refused. In a worn one answers are old or come twice, rights on
 * the disk are taken away for a while and a database is yesterday's. In a crossed one people do something to the very thing
 * that a step is about to touch. In a tended one a person sets rules and makes things private or open.
 * @param batches whether the server takes several files in one call; drawn apart, so that every seed is what it was
 * @param hasSecrets whether some things are private; all that only happens then is drawn apart as well
 * @param hasCopies whether people copy placeholders
 * @param resolves whether people end conflicts by the verb for it
 */
export async function runHistory(
  seed: number,
  kind: Kind = 'fair',
  batches = new Chance(seed ^ 0x2545f491).once(0.6),
  hasSecrets = false,
  hasCopies = false,
  resolves = false,
): Promise<{ digest: string; world: SimulatedWorld }> {
  startCounting();
  const draw = new Chance(seed ^ 0x5bd1e995);
  const changes = draw.once(0.5) || kind === 'sight';
  const server = new SimulatedServer({
    changes,
    folderTag: draw.once(0.5),
    ifMatch: draw.once(0.8),
    idempotency: draw.once(0.7),
    tellsDeleted: (draw.once(0.5) || kind === 'sight') && changes,
    batches,
  });
  server.sha256 = draw.once(0.7);
  const count = draw.once(0.3) ? 2 : 1;
  const isRough = kind === 'rough';
  const world = new SimulatedWorld(
    seed,
    server,
    Array.from({ length: count }, () => ({
      // Of what is downloaded there is no placeholder.
      hydrated: draw.once(0.75) && !hasCopies,
      links: draw.once(0.8),
      ...(isRough && draw.once(0.3) ? { caseSensitive: false } : {}),
    })),
  );
  // What is out of sight is looked after by rules of its own.
  if (hasSecrets && kind !== 'sight') world.secrets = new Secrets(new Chance(seed ^ 0x68e31da4));
  world.bothCases = isRough && draw.once(0.5);
  world.settleFor = isRough && draw.once(0.3) ? 2_000 : 0;
  server.tellsRights = isRough && draw.once(0.7);
  const turn = {
    fair: personActs,
    rough: weatherTurns,
    sight: sightTurns,
    asking: askingTurns,
    worn: wearTurns,
    crossed: crossedTurns,
    tended: tendingTurns,
  }[kind];
  const share = kind === 'worn' || kind === 'tended' ? 0.5 : 0.25;
  world.act = () => (kind !== 'fair' && world.chance.once(share) ? turn(world) : personActs(world));
  if (hasCopies) {
    const chance = new Chance(seed ^ 0x1f83d9ab);
    const { act } = world;
    world.act = () => (chance.once(0.3) ? copiesPlaceholder(world, chance) : act());
    world.hasCopies = true;
  }
  const resolving = resolves ? new Chance(seed ^ 0x27d4eb2f) : undefined;
  if (resolving !== undefined) {
    const { act } = world;
    world.act = () => (resolving.once(0.4) ? resolvingTurns(world, resolving) : act());
  }
  world.isWatched = true;
  const before = 2 + draw.below(6);
  for (let each = 0; each < before; each++) world.act();
  const wild = draw.once(0.7);
  world.faults = {
    remote: wild ? 0.04 * draw.next() : 0,
    disk: wild && draw.once(0.3) ? 0.02 * draw.next() : 0,
    crash: wild ? 0.6 : 0,
    power: draw.once(0.5) ? 0.5 : 0,
    meanwhile: draw.once(0.6) ? 0.02 : 0,
  };
  if (kind === 'asking') troubles(world, draw);
  if (kind === 'crossed') {
    const chance = new Chance(seed ^ 0x3c6ef372);
    world.crosses = crossing(world, chance, 0.06 * chance.next());
  }
  const turns = 2 + draw.below(4);
  for (let turn = 0; turn < turns; turn++) {
    for (const install of world.installs) await world.cycle(install);
    if (resolving?.once(0.7)) resolvingTurns(world, resolving);
    const acts = draw.below(4);
    for (let each = 0; each < acts; each++) world.act();
    world.now += draw.of([10, 3_000, 31_000, 70_000]) ?? 0;
  }
  world.faults = noFaults;
  untroubled(world);
  world.trace.push('quiet');
  if (kind !== 'fair') weatherClears(world);
  wearEnds(world);
  world.comesTwice = 0;
  world.crosses = undefined;
  await settle(world);
  return { digest: outcomeOf(world), world };
}

/** Nothing disturbs any more; time passes between the looks. */
export async function settle(world: SimulatedWorld): Promise<void> {
  for (const install of world.installs) {
    install.engine = undefined;
    install.steps.crashAt = 0;
  }
  // Long enough for what was refused to be tried again, and for the daily look at everything.
  world.now += 50 * 3_600_000;
  world.isHealed = true;
  let quiet = 0;
  for (let round = 0; round < 60; round++) {
    world.now += 400_000;
    const writes = world.writes;
    let idle = true;
    for (const install of world.installs) {
      const cycle = await world.cycle(install);
      idle &&= cycle?.state === 'in-step';
    }
    quiet = idle && world.writes === writes ? quiet + 1 : 0;
    if (quiet < 2) continue;
    let isDeleting = false;
    for (const install of world.installs) isDeleting = copiesAreDeleted(world, install) || isDeleting;
    for (const install of world.hasCopies ? world.installs : [])
      isDeleting = sparesAreDeleted(world, install) || isDeleting;
    if (isDeleting) {
      quiet = 0;
      continue;
    }
    nothingIsLeftOver(world);
    return await restCostsNothing(world);
  }
  assert.fail('it never comes to rest');
}

/** In step, a look costs one call, or one for each open folder where nothing else tells of changes; and nothing is written. */
async function restCostsNothing(world: SimulatedWorld): Promise<void> {
  const { server } = world;
  for (const install of world.installs) {
    world.now += 400_000;
    const before = { calls: world.calls, writes: world.writes, commits: install.keeper.commits };
    const changed = install.disk.changes;
    const cycle = await world.cycle(install);
    assert.equal(cycle?.state, 'in-step');
    const isTold = server.abilities.changes || server.abilities.folderTag;
    const calls = isTold ? 1 : openFolders(install);
    assert.equal(world.calls - before.calls, calls, `${install.name} asks too much at rest`);
    assert.equal(world.writes, before.writes, `${install.name} writes to the remote at rest`);
    assert.equal(install.keeper.commits, before.commits, `${install.name} keeps something at rest`);
    assert.equal(install.disk.changes, changed, `${install.name} writes to the disk at rest`);
  }
}

function openFolders({ disk }: Install): number {
  const folders = [...disk.names].filter(
    ([path, { kind }]) => kind === 'folder' && !path.startsWith('.gatehouse-drive'),
  );
  return folders.length;
}
