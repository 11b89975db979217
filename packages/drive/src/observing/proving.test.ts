import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RemoteProblem } from '../ports/remote-problem.ts';
import { Telling } from '../simulation/scenarios.test-support.ts';
import { SimulatedServer } from '../simulation/server.test-support.ts';
import { SimulatedWorld } from '../simulation/world.test-support.ts';

const abilities = {
  changes: true,
  folderTag: true,
  ifMatch: true,
  idempotency: true,
  tellsDeleted: false,
  batches: true,
};

async function oneMachine() {
  const world = new SimulatedWorld(1, new SimulatedServer(abilities), [{ hydrated: true, links: true }]);
  const [install] = world.installs;
  assert.ok(install);
  const told = new Telling(world, install);
  await world.cycle(install);
  return {
    world,
    install,
    told,
    sent: () => world.server.children(1).map(({ name, versions }) => [name, ...versions]),
    later: async () => {
      for (let cycles = 0; cycles < 4; cycles++, world.now += 3_000) await world.cycle(install);
    },
    /** Content of as many bytes, written in an instant that has passed: nothing that a look sees is otherwise. */
    saveIn: (instant: number, content: string) => {
      const { now } = world;
      world.now = instant;
      told.save('a', content);
      world.now = now;
    },
  };
}

test('what is written in the very instant in which a file was read is sent by the process that read it', async () => {
  const { world, install, told, sent, later, saveIn } = await oneMachine();
  const instant = world.now;
  told.save('a', 'one');
  await world.cycle(install);
  const { engine } = install;
  saveIn(instant, 'two');
  await later();
  assert.equal(install.engine, engine);
  assert.deepEqual(sent(), [['a', 'one', 'two']]);
});

test('what is written in the instant in which the same content was saved again is sent', async () => {
  const { world, install, told, sent, later, saveIn } = await oneMachine();
  told.save('a', 'one');
  await later();
  const instant = world.now;
  told.save('a', 'one');
  await world.cycle(install);
  saveIn(instant, 'two');
  await later();
  assert.deepEqual(sent(), [['a', 'one', 'two']]);
});

test('what is written in the instant in which both sides were found to have the same is sent', async () => {
  const { world, install, told, sent, later, saveIn } = await oneMachine();
  const instant = world.now;
  told.remotely('a', 'one');
  told.save('a', 'one');
  await world.cycle(install);
  assert.deepEqual(sent(), [['a', 'one']]);
  saveIn(instant, 'two');
  await later();
  assert.deepEqual(sent(), [['a', 'one', 'two']]);
});

test('what a program writes through a mapping is sent, whether it wrote the same before or not', async () => {
  const { world, install, told, sent, later } = await oneMachine();
  told.save('a', 'one');
  await later();
  install.disk.writeMapped('a', 'one');
  await world.cycle(install);
  install.disk.writeMapped('a', 'two');
  await later();
  install.disk.writeMapped('a', 'six');
  await later();
  assert.deepEqual(sent(), [['a', 'one', 'two', 'six']]);
});

test('a file is proven though another one is refused for good', async () => {
  const { world, install, told, sent, later, saveIn } = await oneMachine();
  const { server } = world;
  const create = server.create.bind(server);
  server.create = (kind, at, content) => {
    if (at.name === 'refused') throw new RemoteProblem('rejected');
    return create(kind, at, content);
  };
  const instant = world.now;
  told.save('refused', 'refused');
  told.save('a', 'one');
  await world.cycle(install);
  saveIn(instant, 'two');
  await later();
  assert.deepEqual(sent(), [['a', 'one', 'two']]);
});

test('what is written in the instant of reading, before it could be sent, is read anew by the same process', async () => {
  const { world, install, told, sent, saveIn } = await oneMachine();
  const instant = world.now;
  for (const name of ['a', 'b']) told.save(name, 'one');
  const { server } = world;
  const once = server.once.bind(server);
  server.once = () => {
    throw new RemoteProblem('busy');
  };
  await world.cycle(install);
  server.once = once;
  const { engine } = install;
  saveIn(instant, 'two');
  for (let cycles = 0; cycles < 10; cycles++, world.now += 70_000) await world.cycle(install);
  assert.equal(install.engine, engine);
  assert.deepEqual(sent().sort(), [
    ['a', 'two'],
    ['b', 'one'],
  ]);
});
