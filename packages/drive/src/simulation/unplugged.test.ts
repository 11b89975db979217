import assert from 'node:assert/strict';
import { test } from 'node:test';
import { closeFolder } from '../executing/close-folder.ts';
import { recover } from '../executing/recover.ts';
import { trashFolder } from '../executing/run.ts';
import { DiskProblem } from '../ports/disk-problem.ts';
import { nidAt } from '../store/paths.ts';
import type { Journaled } from '../store/state.ts';
import { settle } from './history.test-support.ts';
import { oneInstall } from './one-install.test-support.ts';
import { nothingIsLeftOver, outcomeOf } from './outcome.test-support.ts';
import { Crash } from './steps.test-support.ts';
import { noFaults } from './world.test-support.ts';

type Rest = ReturnType<typeof oneInstall>;

interface Story {
  verb: Journaled['verb'];
  hydrated: boolean;
  before(rest: Rest): unknown;
  begins(rest: Rest): unknown;
  /** What the server has in the end. */
  there: string[];
}

const file = ({ told }: Rest) => told.remotely('c', 'as it was');
const folder = ({ told }: Rest) => told.remoteFolder('plans');

const stories: Record<string, Story> = {
  'a file that is replaced': {
    verb: 'place',
    hydrated: true,
    before: file,
    begins: ({ told }) => told.remotely('c', 'theirs'),
    there: ['c: theirs'],
  },
  'a file that gets its place beside the one that comes': {
    verb: 'place',
    hydrated: true,
    before: file,
    begins: ({ told }) => {
      told.save('c', 'mine');
      told.remotely('c', 'theirs');
    },
    there: ['c: theirs', 'c (conflicted copy install1 2026-11-27): mine'],
  },
  'a file that was deleted there': {
    verb: 'trash',
    hydrated: true,
    before: file,
    begins: ({ told }) => told.remoteDelete('c'),
    there: [],
  },
  'a folder that was deleted there': {
    verb: 'remove-folder',
    hydrated: true,
    before: folder,
    begins: ({ told }) => told.remoteDelete('plans'),
    there: [],
  },
  'what a program left in a folder that was deleted there': {
    verb: 'keep',
    hydrated: true,
    before: folder,
    begins: ({ told }) => {
      told.save('plans/x~', 'a leftover');
      told.remoteDelete('plans');
    },
    there: [],
  },
  'a placeholder that is renewed': {
    verb: 'renew',
    hydrated: false,
    before: file,
    begins: ({ told }) => told.remotely('c', 'theirs'),
    there: ['c: theirs'],
  },
  'a file that becomes a placeholder': {
    verb: 'dehydrate',
    hydrated: true,
    before: file,
    begins: ({ told }) => told.want('c', 'stub'),
    there: ['c: as it was'],
  },
  'a folder that is closed': {
    verb: 'close',
    hydrated: false,
    before: async ({ told, cycles }) => {
      told.remoteFolder('plans');
      told.remotely('plans/a', 'as it was');
      await cycles(4);
      told.want('plans', 'full');
    },
    begins: async ({ install: { engine } }) => {
      assert.ok(engine);
      await closeFolder(engine.parts, nidAt(engine.parts.state.synced, 'plans') ?? 0);
    },
    there: ['plans'],
  },
};

/** @returns how far it was when it was cut off at the step, if that was in the middle of what the story is of */
async function cutOff(story: Story, rest: Rest, step: number): Promise<string> {
  const { install, disk, cycles } = rest;
  await story.before(rest);
  await cycles(4);
  install.steps.crashAt = install.steps.count + step;
  try {
    await story.begins(rest);
    for (let look = 0; look < 2 && install.engine !== undefined; look++) await cycles(1);
    if (install.engine !== undefined) return 'never';
  } catch (error) {
    if (!(error instanceof Crash)) throw error;
    install.engine = undefined;
  }
  const isInIt = [...install.keeper.notes('op').values()].some(({ verb }) => verb === story.verb);
  return isInIt ? `${disk.changes} ${disk.names.size} ${install.keeper.commits}` : 'elsewhere';
}

/** @returns whether there was such a step */
async function unplugged({ world, install, disk }: Rest, step: number): Promise<boolean> {
  const engine = await world.start(install);
  assert.ok(engine);
  let left = step;
  world.faults = { ...noFaults, meanwhile: 1 };
  world.act = () => {
    if (--left === 0) disk.away = 'gone';
  };
  try {
    await recover(engine.parts);
  } catch (error) {
    if (!(error instanceof DiskProblem)) throw error;
  }
  world.faults = noFaults;
  disk.away = 'no';
  install.engine = undefined;
  return left <= 0;
}

/** Nothing is lost, nothing is left over, and the server has what it is to have. */
async function isEnded({ there }: Story, { world, server }: Rest): Promise<void> {
  await settle(world);
  outcomeOf(world);
  nothingIsLeftOver(world);
  const found = server.children(1).map(({ name, versions }) => [name, ...versions.slice(-1)].join(': '));
  assert.deepEqual(found, there);
}

for (const [what, story] of Object.entries(stories))
  test(`${what}, cut off anywhere: it is ended later when the disk is unplugged at any step of what ends it`, async () => {
    const told = new Set(['elsewhere']);
    for (let cut = 1, isOver = false; !isOver; cut++)
      for (let step = 1, isNext = true; isNext; step++) {
        const rest = oneInstall({ hydrated: story.hydrated });
        const was = await cutOff(story, rest, cut);
        isOver = was === 'never';
        if (isOver || (step === 1 && told.has(was))) break;
        told.add(was);
        isNext = await unplugged(rest, step);
        await isEnded(story, rest).catch((cause: unknown) => {
          throw new Error(`cut off at ${cut}, unplugged at ${step}`, { cause });
        });
      }
    assert.ok(told.size > 1, 'it was never cut off');
  });

test('without its recovery trash, which somebody has deleted, it still goes on with the rest', async () => {
  const { install, server, disk, told, cycles } = oneInstall();
  told.remotely('c', 'as it was');
  await cycles();
  const { engine } = install;
  assert.ok(engine);
  disk.remove(trashFolder);
  told.remoteDelete('c');
  await engine.cycle();
  assert.deepEqual(
    [...install.keeper.notes('op').values()].map(({ verb }) => verb),
    ['trash'],
  );
  told.save('d', 'mine');
  await engine.cycle();
  assert.deepEqual(
    server.children(1).map(({ name }) => name),
    ['d'],
  );
});
