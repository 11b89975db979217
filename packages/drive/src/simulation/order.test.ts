import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Chance } from './chance.test-support.ts';
import { settle } from './history.test-support.ts';
import { range } from './many-histories.test-support.ts';
import { endOf, type Habits, Person } from './people-in-places.test-support.ts';
import { abilities, SimulatedServer } from './server.test-support.ts';
import { type Install, SimulatedWorld } from './world.test-support.ts';

/** More on request, as of the histories. */
const many = Math.max(100, Number(process.env.GATEHOUSE_TEST_HISTORIES ?? 0) / 40);
const everywhere: Habits = { within: '', moves: true, folders: true };
const rounds = 4;

function twoInstalls(seed: number, hydrated: readonly [boolean, boolean]): SimulatedWorld {
  const draw = new Chance(seed ^ 0x1f83d9ab);
  const server = new SimulatedServer({
    ...abilities,
    changes: draw.once(0.6),
    idempotency: draw.once(0.7),
    batches: draw.once(0.5),
  });
  const installs = hydrated.map((each) => ({ hydrated: each, links: true }));
  const world = new SimulatedWorld(seed, server, installs);
  // Whoever is asked says yes.
  world.isHealed = true;
  return world;
}

/** Until neither has anything left to do. */
async function inStep(world: SimulatedWorld, order: readonly Install[] = world.installs): Promise<void> {
  let quiet = 0;
  for (let cycles = 0; quiet < 2; cycles++) {
    assert.ok(cycles < 60, 'it never comes to rest');
    const { writes } = world;
    let isIdle = true;
    for (const install of order) {
      world.now += 70_000;
      isIdle = (await world.cycle(install))?.state === 'in-step' && isIdle;
    }
    quiet = isIdle && world.writes === writes ? quiet + 1 : 0;
  }
}

async function failing(run: (seed: number) => Promise<void>): Promise<string[]> {
  const failed: string[] = [];
  for (const seed of range(Number(process.env.GATEHOUSE_TEST_HISTORIES_FROM ?? 1), many))
    await run(seed).catch((error: unknown) =>
      failed.push(`seed ${seed}: ${error instanceof Error ? error.message : error}`),
    );
  return failed.slice(0, 5);
}

/**
 * Two people and others at the server, who now and then meet in what they change.
 * @param first who has the first install
 */
async function shared(seed: number, first: 0 | 1): Promise<string[]> {
  const draw = new Chance(seed ^ 0x5be0cd19);
  const hydrated = [draw.once(0.7), draw.once(0.7)] as const;
  const world = twoInstalls(seed, first === 0 ? hydrated : [hydrated[1], hydrated[0]]);
  const plain = (path: string) =>
    path.replace(/install([12])/g, (_, number) => `role ${(Number(number) - 1 + first) % 2}`);
  const roles = [0, 1].map((role) => world.installs[(role + first) % 2] ?? assert.fail());
  const people = [...roles, undefined].map(
    (where, at) =>
      [new Person(`person ${at}`, new Chance(seed + at * 7_919), everywhere, plain), where] as const,
  );
  for (let round = 0; round < rounds; round++) {
    for (let act = 0; act < 6; act++) {
      const [person, where] = draw.of(people) ?? assert.fail();
      person.actsIn(world, where);
    }
    for (const role of roles) {
      await world.cycle(role);
      world.now += draw.of([10, 3_000, 70_000]) ?? 0;
    }
  }
  // Who looks first is part of the role.
  await inStep(world, roles);
  return endOf(world.server, plain);
}

test('two installs that change places leave the same, but for their names', async () => {
  const failed = await failing(async (seed) =>
    assert.deepEqual(await shared(seed, 1), await shared(seed, 0)),
  );
  assert.deepEqual(failed, []);
});

/**
 * What people do in one folder while nobody looks, and then all look: so often, and in which turns of the whole.
 * @param turns which of the two folders has its next go at each turn
 */
async function apart(seed: number, turns: readonly ('left' | 'right' | 'both')[]): Promise<string[]> {
  const world = twoInstalls(seed, [true, seed % 2 === 0]);
  const sides = (['left', 'right'] as const).map((within, at) => {
    world.server.create('folder', { parentId: 1, name: within });
    const draw = new Chance(seed + at * 104_729);
    const habits = { within, moves: true, folders: true };
    const people = [...world.installs, undefined].map(
      (where, each) =>
        [
          new Person(`${within} ${each}`, new Chance(seed + at * 31 + each), habits, (path) => path),
          where,
        ] as const,
    );
    return { within, draw, people };
  });
  await inStep(world);
  for (const turn of turns) {
    for (const { within, draw, people } of sides) {
      if (turn !== within && turn !== 'both') continue;
      for (let act = 0; act < 5; act++) {
        const [person, where] = draw.of(people) ?? assert.fail();
        person.actsIn(world, where);
      }
    }
    await inStep(world);
  }
  await settle(world);
  return endOf(world.server);
}

test('what is done in two folders leaves the same in whatever turns it is done', async () => {
  const failed = await failing(async (seed) => {
    const draw = new Chance(seed ^ 0x2b992ddf);
    const together = await apart(seed, ['both', 'both', 'both']);
    const turns = Array.from({ length: 3 }, () => ['left', 'right'] as const).flat();
    const mixed = turns.toSorted(() => draw.next() - 0.5);
    assert.deepEqual(await apart(seed, mixed), together, mixed.join());
    assert.deepEqual(await apart(seed, turns.toSorted()), together, 'one after the other');
  });
  assert.deepEqual(failed, []);
});

/** Two people save and delete files of one folder, and then both look: this one first, or the other. */
async function met(seed: number, first: 0 | 1): Promise<string[]> {
  const world = twoInstalls(seed, [true, true]);
  const { id } = world.server.create('folder', { parentId: 1, name: 'shared' });
  for (const name of ['a', 'b', 'c'])
    world.server.create('file', { parentId: id, name }, `${name} as it was`);
  const habits = { within: 'shared', moves: false, folders: false };
  const plain = (path: string) => path.replace(/ \(.*\)/, '');
  const draw = new Chance(seed);
  await inStep(world);
  const people = world.installs.map(
    (where, at) =>
      [new Person(`person ${at}`, new Chance(seed + at * 7_919), habits, (path) => path), where] as const,
  );
  for (let act = 0; act < 8; act++) {
    const [person, where] = draw.of(people) ?? assert.fail();
    person.actsIn(world, where);
  }
  await inStep(world, first === 0 ? world.installs : world.installs.toReversed());
  return endOf(world.server, plain);
}

test('who looks first has the name and nothing more: the same contents are there', async () => {
  const failed = await failing(async (seed) => assert.deepEqual(await met(seed, 1), await met(seed, 0)));
  assert.deepEqual(failed, []);
});
