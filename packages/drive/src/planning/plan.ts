import type { LocalNode } from '../trees/local-tree.ts';
import type { RemoteNode } from '../trees/remote-tree.ts';
import { isFolder, rootNid, type Synced } from '../trees/synced-tree.ts';
import { planNewLocal, planNewRemote, planStrayStub } from './arrivals.ts';
import { planFile } from './file.ts';
import { planFolder } from './folder.ts';
import { type Guard, guarded } from './guard.ts';
import type { Matching } from './matching.ts';
import { type Operation, phaseOf } from './operation.ts';
import { isOutOfSight, planOutOfSight } from './out-of-sight.ts';
import { isSpare } from './place.ts';
import { View } from './view.ts';
import type { World } from './world.ts';

export interface Plan {
  operations: Operation[];
  /** Batches of changes so large that a person has to look at them first. */
  guards: Guard[];
  /** Steps into folders that are not there and do not come with this plan. */
  waiting: number;
  /** Nodes whose delete or move here is taken back, since this person may not do it on the server. */
  undone: ReadonlySet<number>;
  /** New files that are what something private was. */
  parted: readonly LocalNode[];
  /** Copies of placeholders that the base knows. */
  spares: readonly LocalNode[];
  /** Which local thing is which node, as the plan took it. */
  match: Matching;
}

/**
 * What to do next, from what was observed and nothing else: no clock, no chance, no disk, no network. The same world
 * gives the same plan.
 */
export function plan(world: World): Plan {
  const view = new View(world);
  const found: Operation[] = [];
  for (const s of world.synced.all()) {
    if (view.isQuiet(s) && !world.wants.has(s.nid) && !world.held.has(s.nid)) continue;
    const node = view.node(s.nid);
    if (node === undefined) continue;
    if (!view.isUnsure(node)) found.push(...(isFolder(s) ? planFolder(view, node) : planFile(view, node)));
    else if (isOutOfSight(world, s) && !view.isUnread(node)) found.push(...planOutOfSight(view, node));
  }
  const { operations: arriving, merged } = arrivals(view);
  // Both sides made it, or it lies where something else belongs: nothing else becomes of it.
  for (const each of found) if (each.verb === 'adopt' || each.verb === 'set-aside') merged.add(each.lid);
  found.push(...arriving);
  const here = newLocal(view);
  for (const l of here)
    if (!merged.has(l.lid)) found.push(...(l.stands ? planStrayStub(view, l) : planNewLocal(view, l)));
  const once = new Map(found.map((operation) => [JSON.stringify(operation), operation]));
  const inPhases = [...once.values()].sort((a, b) => phaseOf(a) - phaseOf(b));
  const possible = withoutCircles(view, intoFolders(view, inPhases));
  const waiting = inPhases.length - possible.length;
  const parted = [...view.parted().values()];
  const spares = here.filter((l) => l.stands !== undefined && isSpare(view, l));
  const { undone, match } = view;
  return { ...guarded(view, topmost(view, possible)), waiting, undone, parted, spares, match };
}

/** Without what goes into a folder that is not there, nor made or found by this very plan. */
function intoFolders(view: View, operations: Operation[]): Operation[] {
  const { synced } = view.world;
  const coming = new Set<number>();
  for (const each of operations) if (bringsFolder(each)) coming.add(each.nid);
  const isThere = (nid: number) => synced.get(nid) !== undefined || coming.has(nid);
  const left = operations.filter((each) => !('parent' in each) || isThere(each.parent));
  // What does not come brings nothing either.
  return left.length === operations.length ? left : intoFolders(view, left);
}

/** Without what would put a folder into itself: into one that leaves it only when something else has been done. */
function withoutCircles(view: View, operations: Operation[]): Operation[] {
  const { synced, remote } = view.world;
  const into = new Map(
    operations.flatMap((each) => (each.verb === 'move-remote' ? [[each.nid, each.parent]] : [])),
  );
  const above = (nid: number) => {
    const r = remote.get(synced.get(nid)?.key ?? 0);
    return into.get(nid) ?? (r && synced.of(r.parent)?.nid);
  };
  return operations.filter((each) => {
    if (each.verb !== 'move-remote') return true;
    const seen = new Set<number>();
    for (let at: number | undefined = each.parent; at !== undefined && !seen.has(at); at = above(at)) {
      if (at === each.nid) return false;
      seen.add(at);
    }
    return true;
  });
}

const bringsFolder = (each: Operation): each is Operation & { nid: number } =>
  each.verb === 'make-local' ||
  each.verb === 'make-remote' ||
  each.verb === 'adopt' ||
  each.verb === 'expand';

/** New remote things, parents first, and the local things that were found to be the same or in their way. */
function arrivals(view: View) {
  const { remote, synced, local } = view.world;
  const operations: Operation[] = [];
  const merged = new Set<number>();
  for (const r of newRemote(view)) {
    if (r.state !== 'live') continue;
    const parent = synced.of(r.parent);
    // What lies below something new comes when that is there.
    if (parent === undefined || parent.hydration === 'stub') continue;
    const above = view.node(parent.nid);
    if (above === undefined || view.isUnsure(above)) continue;
    for (const operation of planNewRemote(view, r)) {
      operations.push(operation);
      if ('lid' in operation) merged.add(operation.lid);
      if (operation.verb === 'learn') {
        const folder = view.match.local(parent.nid);
        const same = folder && local.named(folder.lid, remote.get(operation.key)?.name ?? '');
        if (same) merged.add(same.lid);
      }
    }
  }
  return { operations, merged };
}

function newRemote({ world: { remote, synced } }: View): RemoteNode[] {
  const found: RemoteNode[] = [];
  for (const r of remote.all()) if (synced.of(r.key) === undefined && r.parent !== 0) found.push(r);
  return found;
}

function newLocal(view: View): LocalNode[] {
  const { match } = view;
  const { local } = view.world;
  const found: LocalNode[] = [];
  for (const l of local.all()) {
    if (match.nid(l.lid) !== undefined || l.kind === 'other') continue;
    if (!view.isFrozen(l)) found.push(l);
  }
  return found;
}

/** A folder is deleted with all that is in it by one call, if all of it was deleted here and nothing else lies in it. */
function topmost(view: View, operations: Operation[]): Operation[] {
  const deletes = new Set(operations.flatMap((each) => (each.verb === 'delete-remote' ? [each.key] : [])));
  if (deletes.size === 0) return operations;
  const { remote, synced } = view.world;
  const isHereOutOfSight = (s: Synced | undefined) =>
    s !== undefined && isOutOfSight(view.world, s) && view.match.local(s.nid) !== undefined;
  const whole = (key: number) =>
    remote
      .below(key)
      .every((each) => deletes.has(each) || (remote.isHidden(each) && !isHereOutOfSight(synced.of(each)))) &&
    (remote.hidden.size === 0 ||
      !synced.below(synced.of(key)?.nid ?? 0).some((nid) => isHereOutOfSight(synced.get(nid))));
  return operations.filter((each) => {
    if (each.verb !== 'delete-remote') return true;
    const parent = remote.get(each.key)?.parent ?? 0;
    const above = synced.of(parent);
    if (deletes.has(parent) && above?.nid !== rootNid && whole(parent)) return false;
    return whole(each.key);
  });
}
