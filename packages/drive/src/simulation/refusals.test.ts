import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RemoteProblem } from '../ports/remote-problem.ts';
import { oneInstall } from './one-install.test-support.ts';

/** A folder with two files in step, at a server that does not tell what may be done. */
async function inStep() {
  const { world, server, install, told, cycles } = oneInstall();
  for (const folder of ['plans', 'other']) told.remoteFolder(folder);
  told.remotely('plans/a', 'one');
  told.remotely('plans/b', 'two');
  await cycles();
  const inPlans = () => {
    const plans = server.children(1).find(({ name }) => name === 'plans');
    return Object.fromEntries(
      server.children(plans?.id ?? -1).map((each) => [each.name, each.versions.at(-1)]),
    );
  };
  return { world, server, install, told, cycles, inPlans };
}

const refuse = () => {
  throw new RemoteProblem('forbidden');
};

test('who may not add something private to a folder adds to it all the same what is open', async () => {
  const { world, server, install, told, cycles, inPlans } = await inStep();
  const { create } = server;
  let asked = 0;
  server.create = (kind, at, content) => {
    if (at.isPrivate !== true) return create.call(server, kind, at, content);
    asked++;
    return refuse();
  };
  told.save('plans/mine', 'private');
  install.engine?.parts.state
    .change()
    .wasPrivate({ path: 'plans/mine', identity: '', by: 'itself' })
    .commit();
  await cycles();
  told.save('plans/open', 'open');
  told.folder('plans/deep');
  told.save('plans/deep/c', 'three');
  await cycles();
  assert.deepEqual(Object.keys(inPlans()).toSorted(), ['a', 'b', 'deep', 'open']);
  assert.equal(asked, 1);
  world.now += 25 * 3_600_000;
  await cycles();
  assert.equal(asked, 2);
});

test('a move that was refused goes back, and the file is written to and moved elsewhere', async () => {
  const { server, told, cycles, inPlans } = await inStep();
  const { move } = server;
  server.move = (id, parentId, name) => (parentId === 1 ? refuse() : move.call(server, id, parentId, name));
  told.move('plans/a', 'a');
  await cycles();
  told.save('plans/a', 'one, and more');
  await cycles();
  assert.equal(inPlans().a, 'one, and more');
  told.move('plans/a', 'other/a');
  await cycles();
  assert.deepEqual(Object.keys(inPlans()), ['b']);
});

test('what may not be deleted may be written to', async () => {
  const { server, told, cycles, inPlans } = await inStep();
  const { remove } = server;
  server.remove = refuse;
  told.remove('plans/a');
  await cycles();
  server.remove = remove;
  told.save('plans/a', 'one, and more');
  await cycles();
  assert.equal(inPlans().a, 'one, and more');
});

test('a refusal is forgotten when its day is over', async () => {
  const { world, server, install, told, cycles } = await inStep();
  const { write } = server;
  server.write = refuse;
  told.save('plans/a', 'mine');
  await cycles();
  const noted = () => [...install.keeper.notes('refused').keys()].length;
  assert.equal(noted(), 1);
  server.write = write;
  world.now += 25 * 3_600_000;
  await cycles();
  assert.equal(noted(), 0);
});
