import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refuseGuard } from '../conflicts/refuse-guard.ts';
import { take } from '../executing/keep.ts';
import { keptIn, putBack } from '../recovery-trash/kept.ts';
import { Telling } from './scenarios.test-support.ts';
import { SimulatedServer } from './server.test-support.ts';
import { noFaults, SimulatedWorld } from './world.test-support.ts';

const abilities = {
  changes: true,
  folderTag: true,
  ifMatch: true,
  idempotency: true,
  tellsDeleted: false,
  batches: true,
};

function started() {
  const world = new SimulatedWorld(1, new SimulatedServer(abilities), [{ hydrated: true, links: true }]);
  const { server } = world;
  const [install] = world.installs;
  assert.ok(install);
  const cycles = async (count = 6) => {
    let last = await world.cycle(install);
    for (let each = 1; each < count; each++, world.now += 70_000) last = await world.cycle(install);
    return last;
  };
  const unite = async () => {
    assert.equal((await cycles(2))?.state, 'went-back');
    await install.engine?.unite();
    assert.equal((await cycles(12))?.state, 'in-step');
  };
  /** Of what is there, which is private by itself. */
  const privacy = () =>
    Object.fromEntries(
      [...server.items.values()].flatMap((item) =>
        item.deleted || item.id === 1 ? [] : [[item.name, item.isPrivate]],
      ),
    );
  return { world, server, install, told: new Telling(world, install), cycles, unite, privacy };
}

test('private files whose delete was refused are private when they are sent anew, renamed or saved meanwhile or not', async () => {
  const { server, install, told, cycles, privacy } = started();
  const folder = server.create('folder', { parentId: 1, name: 'open' });
  for (let at = 0; at < 30; at++)
    server.create('file', { parentId: folder.id, name: `s${at}`, isPrivate: true }, `secret ${at}`);
  await cycles();
  for (const { id, name } of [...server.items.values()]) if (name.startsWith('s')) server.remove(id);
  const held = await cycles(2);
  assert.equal(held?.guards.length, 1);
  told.move('open/s0', 'open/renamed');
  told.remove('open/s1');
  told.save('open/s1', 'secret, saved anew');
  for (const guard of held.guards) if (install.engine) await refuseGuard(install.engine, guard);
  await cycles();
  const { open, ...files } = privacy();
  assert.equal(open, false);
  assert.equal(files.renamed, true);
  assert.deepEqual([Object.keys(files).length, new Set(Object.values(files))], [30, new Set([true])]);
  told.save('open/another', 'for everybody');
  await cycles();
  assert.equal(privacy().another, false);
});

test('what a restored server does not have is sent as private as it was, after both sides were united', async () => {
  const { server, told, cycles, unite, privacy } = started();
  server.create('file', { parentId: 1, name: 'a' }, 'a');
  await cycles();
  const restore = server.backUp();
  const folder = server.create('folder', { parentId: 1, name: 'salaries', isPrivate: true });
  const within = server.create('folder', { parentId: folder.id, name: 'within' });
  server.create('file', { parentId: within.id, name: 'list' }, 'secret');
  server.create('file', { parentId: within.id, name: 'letter', isPrivate: true }, 'secret 2');
  server.create('file', { parentId: 1, name: 'note', isPrivate: true }, 'secret 3');
  server.create('file', { parentId: 1, name: 'b' }, 'b');
  await cycles();
  const before = privacy();
  restore();
  told.save('salaries/new', 'never sent');
  await unite();
  assert.deepEqual(privacy(), { ...before, new: false });
});

test('where the folder that covered it is open again on the restored server, what lay in it is private by itself', async () => {
  const { server, told, cycles, unite, privacy } = started();
  const folder = server.create('folder', { parentId: 1, name: 'plans' });
  server.create('file', { parentId: folder.id, name: 'early' }, 'open');
  await cycles();
  const restore = server.backUp();
  folder.isPrivate = true;
  server.create('folder', { parentId: folder.id, name: 'within' });
  server.create('file', { parentId: folder.id, name: 'list' }, 'secret');
  server.move(folder.id, 1, 'plans');
  await cycles();
  restore();
  told.save('plans/within/new', 'never sent');
  await unite();
  assert.deepEqual(privacy(), { plans: false, early: false, within: true, list: true, new: false });
});

/** What a content is open or private in, whatever its item is called. */
function readers({ items }: SimulatedServer) {
  const isClosed = (id: number): boolean => {
    const item = items.get(id);
    return item !== undefined && (item.isPrivate || isClosed(item.parentId));
  };
  return (content: string) =>
    [...items.values()].flatMap(({ id, versions }) =>
      versions.includes(content) ? [isClosed(id) ? 'private' : 'open'] : [],
    );
}

test('the conflicted copy of a private file is private', async () => {
  const { server, told, cycles } = started();
  server.create('file', { parentId: 1, name: 'pay', isPrivate: true }, 'pay 1');
  await cycles();
  server.write(2, 'theirs');
  told.save('pay', 'mine');
  await cycles();
  assert.deepEqual(['theirs', 'mine'].flatMap(readers(server)), ['private', 'private']);
});

test('so is what is set aside because the private file may not be written', async () => {
  const { server, told, cycles } = started();
  const pay = server.create('file', { parentId: 1, name: 'pay', isPrivate: true }, 'pay 1');
  pay.onlyGoes = true;
  server.tellsRights = true;
  await cycles();
  told.save('pay', 'mine');
  await cycles();
  assert.deepEqual(readers(server)('mine'), ['private']);
});

test('so is what is written in the place of the placeholder of a private file, and what is met there', async () => {
  const { world, install, server, told, cycles } = started();
  install.hydrated = false;
  server.create('file', { parentId: 1, name: 'pay', isPrivate: true }, 'pay 1');
  await cycles();
  install.disk.remove('pay.cloud');
  told.save('pay.cloud', 'mine');
  await cycles();
  assert.deepEqual(readers(server)('mine'), ['private']);
  server.create('file', { parentId: 1, name: 'list', isPrivate: true }, 'list 1');
  told.save('list', 'my list');
  world.now += 70_000;
  await cycles();
  assert.deepEqual(readers(server)('my list'), ['private']);
});

test('a program that saves by renaming the old file shows nobody the old one of a private file', async () => {
  for (const isThere of [false, true]) {
    const { server, told, cycles } = started();
    server.create('file', { parentId: 1, name: 'a.dwg', isPrivate: true }, 'secret 1');
    if (isThere) server.create('file', { parentId: 1, name: 'a.bak' }, 'open');
    await cycles();
    if (isThere) told.remove('a.bak');
    told.move('a.dwg', 'a.bak');
    told.save('a.dwg', 'secret 2');
    await cycles();
    assert.ok(readers(server)('secret 1').length > 0);
    assert.deepEqual(new Set(['secret 1', 'secret 2'].flatMap(readers(server))), new Set(['private']));
  }
});

test('nor what is saved over one that came where something that was deleted lay', async () => {
  const { server, told, cycles } = started();
  const { id } = server.create('file', { parentId: 1, name: 'plan' }, 'open');
  await cycles();
  server.remove(id);
  told.save('plan', 'mine');
  server.create('file', { parentId: 1, name: 'plan', isPrivate: true }, 'secret 1');
  await cycles(1);
  told.move('plan', 'plan.bak');
  told.save('plan', 'secret 2');
  await cycles();
  assert.deepEqual(new Set(['secret 1', 'secret 2'].flatMap(readers(server))), new Set(['private']));
});

test('a private file that was deleted here does not come back open when the power is lost', async () => {
  for (let time = 0; time < 10; time++) {
    const { world, server, install, cycles } = started();
    const { id } = server.create('file', { parentId: 1, name: 'plan', isPrivate: true }, 'secret');
    await cycles();
    install.disk.remove('plan');
    await cycles(1);
    install.engine?.release();
    await cycles(1);
    assert.equal(server.items.get(id)?.deleted, true);
    install.engine = undefined;
    for (let each = 0; each < time; each++) world.chance.next();
    world.losePower(install);
    await cycles();
    assert.equal(readers(server)('secret').includes('open'), false);
  }
});

test('nor when it is ended between the two uploads', async () => {
  for (let step = 1; step < 60; step++) {
    const { world, install, server, told, cycles } = started();
    server.create('file', { parentId: 1, name: 'a.dwg', isPrivate: true }, 'secret 1');
    await cycles();
    told.move('a.dwg', 'a.bak');
    told.save('a.dwg', 'secret 2');
    install.steps.crashAt = install.steps.count + step;
    await world.cycle(install);
    await cycles();
    assert.deepEqual(new Set(['secret 1', 'secret 2'].flatMap(readers(server))), new Set(['private']));
  }
});

test('what is restored from the recovery trash is as private as it was', async () => {
  const { install, server, cycles, privacy } = started();
  const folder = server.create('folder', { parentId: 1, name: 'salaries', isPrivate: true });
  const within = server.create('folder', { parentId: folder.id, name: 'within' });
  server.create('file', { parentId: within.id, name: 'list' }, 'secret list');
  const note = server.create('file', { parentId: 1, name: 'note', isPrivate: true }, 'secret note');
  const open = server.create('file', { parentId: 1, name: 'open' }, 'for everybody');
  await cycles();
  const before = privacy();
  for (const { id } of [folder, note, open]) server.remove(id);
  await cycles();
  const { parts } = install.engine ?? assert.fail();
  for (const kept of keptIn(parts)) await putBack(parts, kept);
  await cycles(12);
  assert.deepEqual(privacy(), before);
});

test('where its folder is there again and open, it is private by itself', async () => {
  const { install, server, cycles, privacy } = started();
  const folder = server.create('folder', { parentId: 1, name: 'salaries', isPrivate: true });
  server.create('file', { parentId: folder.id, name: 'list' }, 'secret list');
  await cycles();
  server.remove(folder.id);
  await cycles();
  server.create('folder', { parentId: 1, name: 'salaries' });
  await cycles();
  const { parts } = install.engine ?? assert.fail();
  for (const kept of keptIn(parts)) await putBack(parts, kept);
  await cycles();
  assert.deepEqual(privacy(), { salaries: false, list: true });
});

test('unsent changes that gave way to a placeholder are as private as the file when they come back', async () => {
  const { install, server, told, cycles } = started();
  const { id } = server.create('file', { parentId: 1, name: 'pay', isPrivate: true }, 'pay 1');
  await cycles();
  told.save('pay', 'mine');
  const engine = install.engine ?? assert.fail();
  engine.want('pay', 'stub');
  const nid = engine.parts.state.synced.of(id * 2)?.nid ?? assert.fail();
  await take(engine.parts, 'pay', nid);
  await cycles();
  for (const kept of keptIn(engine.parts)) await putBack(engine.parts, kept);
  await cycles();
  assert.deepEqual(readers(server)('mine'), ['private']);
});

for (const what of ['replaced', 'deleted', 'freed'] as const)
  test(`private content that was ${what} while somebody saved it and the process ended is shown to nobody`, async () => {
    for (let at = 1; at < 90; at++)
      for (const soon of [1, 3, 7, 16]) {
        const { world, install, server, told, cycles } = started();
        const save = (content: string) => {
          if (install.disk.find('salaries/list') !== undefined) told.save('salaries/list', content);
        };
        server.create('folder', { parentId: 1, name: 'salaries', isPrivate: true });
        server.create('file', { parentId: 2, name: 'list' }, 'pay 1');
        await cycles();
        install.disk.syncNames();
        if (what === 'replaced') server.write(3, 'pay 2');
        else if (what === 'deleted') server.remove(3);
        else install.engine?.want('salaries/list', 'stub');
        let left = at;
        world.faults = { ...noFaults, meanwhile: 1 };
        world.act = () => {
          if (--left !== 0) return;
          save('secret 1');
          install.steps.crashAt = install.steps.count + soon;
        };
        for (let each = 0; each < 3; each++, world.now += 70_000)
          if ((await world.cycle(install)) === undefined) break;
        world.faults = noFaults;
        world.act = () => {};
        if (what !== 'replaced') save('secret 2');
        world.now += 70_000;
        await cycles();
        const open = ['secret 1', 'secret 2'].flatMap(readers(server)).filter((each) => each === 'open');
        assert.deepEqual(open, [], `saved at ${at}, ended ${soon} later`);
      }
  });
