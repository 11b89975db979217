import assert from 'node:assert/strict';
import { test } from 'node:test';
import { settle } from './history.test-support.ts';
import { oneInstall } from './one-install.test-support.ts';
import { outcomeOf } from './outcome.test-support.ts';

/** What somebody has put on the server, and would be a leftover of a program if it were only here. */
const names = ['Thumbs.db', 'x~', 'plan.swp', '~$minutes.docx', '.DS_Store'];

async function kept(hydrated: boolean) {
  const { world, server, install, disk, told, cycles } = oneInstall({ hydrated });
  told.remoteFolder('plans');
  for (const name of names) told.remotely(`plans/${name}`, `${name} of the server`);
  await cycles();
  if (!hydrated) install.engine?.want('plans', 'full');
  await cycles();
  const there = (folder: string) => {
    const parent = server.children(1).find(({ name }) => name === folder)?.id ?? -1;
    return server.children(parent).map(({ name, versions }) => [name, versions.at(-1)]);
  };
  const isWell = async () => {
    await settle(world);
    outcomeOf(world);
    assert.deepEqual(server.log, []);
  };
  return { world, server, install, disk, told, cycles, there, isWell };
}

for (const hydrated of [true, false])
  test(`what the server has is no leftover, whatever its name, and nothing deletes it (${hydrated ? 'files' : 'placeholders'})`, async () => {
    const { install, disk, cycles, isWell } = await kept(hydrated);
    for (const name of names) assert.ok(disk.names.has(`plans/${name}${hydrated ? '' : '.cloud'}`), name);
    assert.deepEqual(install.engine?.held(), []);
    // A process that begins anew knows it by the base.
    install.engine = undefined;
    await cycles();
    await isWell();
  });

test('it is edited, moved and deleted as any file is', async () => {
  const { told, server, cycles, there, isWell, world } = await kept(true);
  told.save('plans/x~', 'mine');
  told.move('plans/Thumbs.db', 'Thumbs.db');
  told.move('plans', 'drawings');
  await cycles();
  assert.deepEqual(there('plans'), []);
  const expected = names.flatMap((name) =>
    name === 'Thumbs.db' ? [] : [[name, name === 'x~' ? 'mine' : `${name} of the server`]],
  );
  assert.deepEqual(there('drawings').toSorted(), expected.toSorted());
  await isWell();
  told.remove('drawings/plan.swp');
  await settle(world);
  assert.deepEqual(
    server.log.map(({ content }) => content),
    ['plan.swp of the server'],
  );
  outcomeOf(world);
});

test('what was written into it ends the rest', async () => {
  const { world, told, there } = await kept(true);
  await settle(world);
  told.save('plans/Thumbs.db', 'mine');
  await settle(world);
  assert.deepEqual(Object.fromEntries(there('plans'))['Thumbs.db'], 'mine');
});

test('what only this machine has of such a name stays here alone, as ever', async () => {
  const { disk, told, server, cycles } = await kept(true);
  told.save('Thumbs.db', 'a leftover');
  told.folder('plans/deep');
  told.save('plans/deep/x~', 'another');
  told.folder('.Trash-1000');
  await cycles();
  assert.deepEqual(
    server.children(1).map(({ name }) => name),
    ['plans'],
  );
  const deep = [...server.items.values()].find(({ name }) => name === 'deep');
  assert.deepEqual(server.children(deep?.id ?? 0), []);
  assert.ok(disk.names.has('plans/deep/x~'));
});

test('one that lies here when the server gets one of its name is kept beside it', async () => {
  const { told, disk, cycles, isWell } = await kept(true);
  told.save('Thumbs.db', 'a leftover');
  await cycles();
  told.remotely('Thumbs.db', 'of somebody');
  await cycles();
  assert.equal(disk.need('Thumbs.db').content, 'of somebody');
  await isWell();
});
