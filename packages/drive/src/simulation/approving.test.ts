import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Cycle } from '../engine.ts';
import { RemoteProblem } from '../ports/remote-problem.ts';
import { Telling } from './scenarios.test-support.ts';
import { SimulatedServer } from './server.test-support.ts';
import { SimulatedWorld } from './world.test-support.ts';

const abilities = {
  changes: true,
  folderTag: true,
  ifMatch: true,
  idempotency: true,
  tellsDeleted: false,
  batches: true,
};
const count = 40;

/** Forty files were written over, a person approved it, and the server takes nothing at the moment. */
async function approved() {
  const world = new SimulatedWorld(1, new SimulatedServer(abilities), [{ hydrated: true, links: true }]);
  const { server } = world;
  const [install] = world.installs;
  assert.ok(install);
  const told = new Telling(world, install);
  const cycles = async (many: number) => {
    let last: Cycle | undefined;
    for (let each = 0; each < many; each++, world.now += 70_000) last = await world.cycle(install);
    return last;
  };
  const all = (what: (path: string) => void) => {
    for (let at = 0; at < count; at++) what(`f${at}`);
  };
  const versions = () => server.children(1).reduce((sum, item) => sum + item.versions.length, 0);
  all((path) => told.save(path, `${path} as it was`));
  await cycles(6);
  all((path) => told.save(path, `${path} anew`));
  const held = await cycles(1);
  assert.deepEqual(
    held?.guards.map(({ direction, files }) => [direction, files]),
    [['to-remote', count]],
  );
  for (const guard of held.guards) install.engine?.approve(guard);
  const { write } = server;
  server.write = () => {
    throw new RemoteProblem('busy');
  };
  await cycles(3);
  const isBack = () => {
    server.write = write;
  };
  return { told, all, cycles, versions, server, isBack };
}

test('what was approved is done when it can be', async () => {
  const { cycles, versions, isBack } = await approved();
  isBack();
  await cycles(6);
  assert.equal(versions(), 2 * count);
});

test('who approved that files are written over has not approved that they are deleted', async () => {
  const { told, all, cycles, server } = await approved();
  all((path) => told.remove(path));
  assert.equal((await cycles(6))?.state, 'guarded');
  assert.equal(server.children(1).length, count);
});

test('nor that they are written over by anything else', async () => {
  const { told, all, cycles, versions, isBack } = await approved();
  all((path) => told.save(path, `${path} scrambled`));
  isBack();
  assert.equal((await cycles(6))?.state, 'guarded');
  assert.equal(versions(), count);
});
