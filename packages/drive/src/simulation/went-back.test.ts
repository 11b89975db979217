import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Chance } from './chance.test-support.ts';
import { settle } from './history.test-support.ts';
import { outcomeOf } from './outcome.test-support.ts';
import { personActs, startCounting } from './people.test-support.ts';
import { abilities, SimulatedServer } from './server.test-support.ts';
import { type Install, SimulatedWorld } from './world.test-support.ts';

/** What is in the folder, but for what is the engine's own. */
const shown = ({ disk }: Install) =>
  [...disk.names]
    .filter(([path]) => !path.startsWith('.gatehouse-drive'))
    .map(([path, { kind, content }]) => ({ path, kind, content }));

/** What a person has here; what is only a placeholder is not. */
const contents = (install: Install) =>
  shown(install).flatMap(({ kind, content }) =>
    kind === 'file' && !content.startsWith('gatehouse [') ? [content] : [],
  );

/** People work; a backup is made; they go on; the backup is restored. Undefined where nothing had changed in between. */
async function restored(seed: number) {
  startCounting();
  const draw = new Chance(seed);
  const server = new SimulatedServer(abilities);
  server.sha256 = draw.once(0.7);
  const world = new SimulatedWorld(seed, server, [{ hydrated: draw.once(0.75), links: true }]);
  const [install] = world.installs;
  assert.ok(install);
  const work = async (acts: number) => {
    for (let each = 0; each < acts; each++) personActs(world);
    world.isHealed = true;
    for (let cycle = 0; cycle < 12; cycle++, world.now += 70_000) await world.cycle(install);
  };
  await work(3 + draw.below(8));
  const restore = server.backUp();
  const writes = world.server.changesSince(undefined).cursor;
  await work(1 + draw.below(8));
  if (world.server.changesSince(undefined).cursor === writes) return undefined;
  restore();
  return { world, install, draw };
}

test('a server that went back is noticed at the next look, and until a person says so nothing is done, by whatever process', async () => {
  let noticed = 0;
  for (let seed = 1; seed <= 300; seed++) {
    const it = await restored(seed);
    if (it === undefined) continue;
    const { world, install } = it;
    const before = shown(install);
    const { writes } = world;
    for (let cycle = 0; cycle < 4; cycle++, world.now += 13 * 3_600_000) {
      if (cycle === 2) install.engine = undefined;
      assert.equal((await world.cycle(install))?.state, 'went-back', `seed ${seed}`);
      if (cycle === 0) noticed++;
    }
    assert.deepEqual(shown(install), before);
    assert.equal(world.writes, writes);
  }
  assert.ok(noticed > 200);
});

test('when a person lets both sides be united, nothing that is here is lost and both come to rest alike', async () => {
  for (let seed = 1; seed <= 300; seed++) {
    const it = await restored(seed);
    if (it === undefined) continue;
    const { world, install, draw } = it;
    await world.cycle(install);
    // Others go on at once, with numbers that were given before.
    if (draw.once(0.5)) world.server.create('file', { parentId: 1, name: `later ${seed}` }, `later ${seed}`);
    world.written.add(`later ${seed}`);
    const here = contents(install);
    await install.engine?.unite();
    install.keeper.wasLost = true;
    // What was deleted since is there again.
    world.deletes.isTold = false;
    await settle(world);
    const log = world.server.log.length;
    for (const content of here) assert.ok(world.isKept(content), `seed ${seed} lost "${content}"`);
    assert.equal(log, world.server.log.length);
    // What only the server had went with its newer state.
    for (const content of world.owed.keys()) if (!here.includes(content)) world.owed.delete(content);
    outcomeOf(world);
  }
});

/** A file with three versions of which a restored backup has one; then others made so many changes. */
async function overtaken(changes: number) {
  startCounting();
  const world = new SimulatedWorld(1, new SimulatedServer(abilities), [{ hydrated: true, links: true }]);
  const [install] = world.installs;
  assert.ok(install);
  const { server } = world;
  const look = async () => {
    world.now += 70_000;
    return (await world.cycle(install))?.state;
  };
  const { id } = server.create('file', { parentId: 1, name: 'a' }, 'one');
  for (let time = 0; time < 4; time++) await look();
  const restore = server.backUp();
  for (const content of ['two', 'three']) server.write(id, content);
  for (let time = 0; time < 4; time++) await look();
  restore();
  for (let at = 0; at < changes; at++) server.create('file', { parentId: 1, name: `b${at}` }, `b${at}`);
  return { world, install, id, look };
}

test('the older version of a file shows it when others have made so many changes since that the feed does not', async () => {
  const { world, install, id, look } = await overtaken(3);
  world.server.write(id, 'another two');
  assert.equal(await look(), 'went-back');
  assert.deepEqual(contents(install), ['three']);
});

test('what only the daily look shows is known to the next process as well', async () => {
  const { world, install, look } = await overtaken(2);
  assert.equal(await look(), 'in-step');
  world.now += 25 * 3_600_000;
  assert.equal(await look(), 'went-back');
  install.engine = undefined;
  assert.equal(await look(), 'went-back');
  assert.deepEqual(contents(install), ['three']);
});

test('a folder that is not the one it was is not united with anything', async () => {
  const it = await restored(1);
  assert.ok(it);
  const { world, install } = it;
  await world.cycle(install);
  const { engine } = install;
  assert.ok(engine?.wentBack);
  const known = engine.parts.state.synced.size;
  assert.ok(install.disk.names.delete('.gatehouse-drive/mount.json'));
  await engine.unite();
  assert.equal(engine.parts.state.synced.size, known);
  assert.ok(engine.wentBack);
  assert.equal((await engine.cycle()).state, 'other-folder');
});
