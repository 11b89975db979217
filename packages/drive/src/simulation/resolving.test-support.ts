import assert from 'node:assert/strict';
import { Failure } from '../commands/failure.ts';
import { type Keep, type Pair, pairAt, resolveConflict } from '../conflicts/resolve.ts';
import type { Cycle, Engine } from '../engine.ts';
import { identityOf } from '../executing/run.ts';
import { isCopyOf } from '../names/free-name.ts';
import { isOutOfSight } from '../planning/out-of-sight.ts';
import { DiskProblem } from '../ports/disk-problem.ts';
import { RemoteProblem } from '../ports/remote-problem.ts';
import { pathOf } from '../store/paths.ts';
import { privateBy } from '../store/remembered-privacy.ts';
import { kindOf } from '../trees/item-key.ts';
import type { Synced } from '../trees/synced-tree.ts';
import type { Chance } from './chance.test-support.ts';
import { createsHere, createsThere, savesHere, tookStub, writesThere } from './people.test-support.ts';
import type { Install, SimulatedWorld } from './world.test-support.ts';

/** A person ends a conflict by the verb for it; where there is none, they and somebody else save what becomes one. */
export function resolvingTurns(world: SimulatedWorld, chance: Chance): void {
  const install = chance.of(world.installs);
  if (install === undefined || install.disk.away !== 'no') return;
  const { name, disk, asks } = install;
  const paths = [...disk.names.keys()].filter((path) => !path.startsWith('.gatehouse-drive'));
  const copy = chance.of(paths.filter((path) => path.includes('(conflicted copy ')));
  const keep = chance.of(['mine', 'theirs', 'both'] as const) ?? 'both';
  if (copy === undefined) {
    bothSave(world, install, chance);
    return;
  }
  world.trace.push(`${name}: resolves ${copy}, keeps ${keep}`);
  asks.push((engine) => resolves(world, install, engine, copy, keep));
}

function bothSave(world: SimulatedWorld, install: Install, chance: Chance): void {
  const { disk, keeper } = install;
  const known = [...disk.names].flatMap(([path, inode]) => {
    if (inode.kind !== 'file' || path.startsWith('.gatehouse-drive')) return [];
    const s = keeper.has({ identity: identityOf(disk.statOf(inode)) });
    return s?.hydration === 'full' && kindOf(s.key) === 'file' ? [{ path, id: Math.floor(s.key / 2) }] : [];
  });
  const file = chance.of(known);
  try {
    if (file === undefined) {
      createsHere(world, install, 'a');
      createsThere(world, { parentId: 1, name: 'a' });
    } else if (world.server.seen(file.id) !== undefined) {
      savesHere(world, install, file.path, chance.once(0.4));
      writesThere(world, { id: file.id, kind: 'file' });
    }
  } catch (error) {
    if (!(error instanceof DiskProblem) && !(error instanceof RemoteProblem)) throw error;
  } finally {
    world.outOfSight.disturbed(install);
  }
}

/** As the verb does it, which looks before and after. What it cannot do it says, and the mount is kept on. */
async function resolves(
  world: SimulatedWorld,
  install: Install,
  engine: Engine,
  path: string,
  keep: Keep,
): Promise<void> {
  const { synced } = engine.parts.state;
  if (!isSeen(await settles(world, install, engine))) return;
  const kept = new Set(keptHere(install).map(({ stored }) => stored));
  const bring = async (nids: number[]) => {
    engine.wantAll(nids, 'full');
    await settles(world, install, engine);
    if (!nids.every((nid) => synced.get(nid)?.hydration === 'full')) throw new Failure(1, 'error.busy');
    asked(world, install, engine, path, keep);
  };
  try {
    const { copy } = asked(world, install, engine, path, keep);
    const deleted = await resolveConflict(engine, path, keep, bring);
    if (keep === 'theirs') world.deletes.givenUp(install, copy, world.installs);
    world.outOfSight.disturbed(install);
    await settles(world, install, engine);
    if (deleted !== undefined) engine.release([deleted]);
  } catch (error) {
    if (!(error instanceof DiskProblem) && !(error instanceof Failure)) throw error;
    world.trace.push(`${install.name}: cannot resolve ${path}: ${error.message}`);
  } finally {
    // Whatever somebody has put there by then was given up with the name: as a file of its own it is deleted.
    for (const { stored } of keptHere(install).filter((each) => !kept.has(each.stored))) {
      const inode = install.disk.find(stored);
      const other = inode && install.keeper.has({ identity: identityOf(install.disk.statOf(inode)) });
      if (other !== undefined && !isPlain(other, path)) world.removedByPeople.add(stubOf(other));
    }
    world.outOfSight.disturbed(install);
  }
}

/** Also what was being taken when everything was cut off. */
const keptHere = ({ keeper }: Install): { stored: string }[] => [
  ...keeper.notes('trash').values(),
  ...[...keeper.notes('op').values()].flatMap((each) => (each.verb === 'keep' ? [each.entry] : [])),
];

/** Whether it is the file of which the other is a copy: that stays on the server. */
const isPlain = ({ remoteName }: Synced, copy: string): boolean =>
  isCopyOf(copy.slice(copy.lastIndexOf('/') + 1).replace(/\.cloud$/, ''), remoteName);

/** What its person does by it, and may do only in part. */
function asked(world: SimulatedWorld, install: Install, engine: Engine, path: string, keep: Keep): Pair {
  const { state } = engine.parts;
  const pair = pairAt(engine, path);
  const { copy, original } = pair;
  if (keep !== 'both') world.removedByPeople.add(stubOf(copy));
  world.hasMovedHere ||= keep !== 'theirs';
  const at = pathOf(state.synced, copy.nid);
  if (keep === 'mine' && original !== undefined) {
    world.givenUp.set(Math.floor(copy.key / 2), stubOf(original));
    // As it is with what is private, or out of sight, by then.
    const isApart = privateBy(state, copy.nid, at).length > 0 || isOutOfSight(state, original);
    if (isApart) world.removedByPeople.add(stubOf(original));
  }
  const inode = install.disk.find(at);
  if (inode === undefined) return pair;
  tookStub(world, inode.content);
  if (keep === 'theirs') return pair;
  world.movedByPeople.add(inode.content);
  world.outOfSight.moved(install, [inode.content]);
  world.deletes.touchedHere(install, at);
  // Who deletes or moves what has its place by then, deletes it.
  if (keep === 'mine' && original !== undefined) {
    world.overStubs.set(inode.content, stubOf(original));
    world.keptAsMine.getOrInsertComputed(inode.content, () => new Set()).add(install);
  }
  return pair;
}

/** As who deletes the placeholder of that very item. */
const stubOf = ({ key }: Synced) => `gatehouse [1,${key},`;

async function settles(world: SimulatedWorld, install: Install, engine: Engine): Promise<Cycle['state']> {
  for (let look = 0; look < 200; look++) {
    const { state, done } = await world.look(install, engine, false);
    if (state !== 'working' || done === 0) return state;
  }
  assert.fail(`${install.name}: a verb does not come to an end`);
}

const isSeen = (state: Cycle['state']) => ['in-step', 'working', 'guarded'].includes(state);
